// The key this installation signs its sessions with. It lies outside `pgdata`, so that a backup of the database alone
// cannot sign anybody in. Losing it costs a new sign-in and no data.
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import type { JWK } from 'jose'

/** An ES256 private key with its `kid`. */
export type SigningKey = JWK & { kid: string }

/** Reads `<folder>/keys.json`; makes it when it is missing. An unreadable one is put aside and made anew. */
export async function loadSigningKey(folder: string): Promise<SigningKey> {
  const path = join(folder, 'keys.json')
  const stored = await readIfThere(path)
  if (stored !== null) {
    const key = await parse(stored)
    if (key) return key
    await rename(path, `${path}.broken-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`)
  }
  const key = await newSigningKey()
  // 'wx': a key that is there is never overwritten.
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify({ signing: key })}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return key
}

export async function newSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const key = await exportJWK(privateKey)
  return { ...key, kid: await calculateJwkThumbprint(key), alg: 'ES256', use: 'sig' }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function parse(text: string): Promise<SigningKey | null> {
  try {
    const { signing } = JSON.parse(text) as { signing: SigningKey }
    await importJWK(signing, 'ES256')
    return typeof signing.kid === 'string' && typeof signing.d === 'string' ? signing : null
  } catch {
    return null
  }
}
