// What its owner saves, fetched by the page they save it from: each file once, under an address nobody can guess, and only by a
// browser that is let in. It is written whole before it is offered: what cannot be written is said to whoever saves it, and a
// browser never keeps a half.
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { securityHeaders } from '../../shared/security-headers'
import type { SaveFiles } from '../app'
import { savePieces } from '../files/save-pieces'

const prefix = '/saved/'
/** A page fetches at once. */
const PATIENCE_MS = 60_000

export interface Downloads {
  /** Throws THREAD_NOT_SAVED, and what the pieces throw; then none of the files is offered. */
  offer(files: Parameters<SaveFiles>[0]): ReturnType<SaveFiles>
  /** What answers this request, if it asks for one of them; from then on it is gone. */
  take(
    request: Pick<IncomingMessage, 'method' | 'headers'>,
    path: string,
  ): ((response: ServerResponse) => Promise<void>) | null
  /** Takes away what nobody has fetched. */
  close(): Promise<void>
}

/** @param folder absolute path of one that is made, and emptied of what an earlier Kith may have left */
export function createDownloads(folder: string): Downloads {
  const offered = new Map<string, { name: string; path: string }>()
  let emptied: Promise<void> | null = null

  async function write({ name, pieces }: Parameters<SaveFiles>[0][number]) {
    const secret = randomBytes(24).toString('base64url')
    const path = join(folder, secret)
    await savePieces(path, pieces())
    return { name, path, address: prefix + secret }
  }

  return {
    async offer(files) {
      emptied ??= empty(folder)
      await emptied
      const written: Awaited<ReturnType<typeof write>>[] = []
      try {
        for (const file of files) written.push(await write(file))
      } catch (error) {
        for (const { path } of written) await rm(path, { force: true })
        throw error
      }
      for (const { address, ...file } of written) {
        offered.set(address, file)
        setTimeout(() => offered.delete(address) && void rm(file.path, { force: true }), PATIENCE_MS).unref()
      }
      return { how: 'download', files: written.map(({ name, address }) => ({ name, address })) }
    },
    take({ method, headers }, path) {
      const file = offered.get(path)
      // Another page may lead a browser here; what it brought along says so.
      const site = headers['sec-fetch-site']
      if (!file || method !== 'GET' || (site !== undefined && site !== 'same-origin' && site !== 'none')) return null
      offered.delete(path)
      return async (response) => {
        try {
          await send(response, file)
        } finally {
          await rm(file.path, { force: true })
        }
      }
    },
    async close() {
      if (emptied) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function empty(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** Whatever is in it, no browser shows it as a page of this address; one that is not whole is none for it. */
async function send(response: ServerResponse, { name, path }: { name: string; path: string }): Promise<void> {
  const { size } = await stat(path)
  response.writeHead(200, {
    ...securityHeaders(),
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, percent)}`,
    'cache-control': 'no-store',
  })
  await pipeline(createReadStream(path), response)
}

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
