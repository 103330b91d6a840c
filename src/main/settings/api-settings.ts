// What stands in local-api.json: whether the local API is on, where, for whose pages, and its keys. A key's secret is not
// there, only its hash.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { apiKey } from '../../shared/contract/local-api'
import { KithError } from '../../shared/errors'
import { setAside } from '../files/set-aside'
import { writeAtomically } from '../files/write-atomically'

const DEFAULT_API_PORT = 8787

const storedKey = apiKey.omit({ lastUsedAt: true }).extend({
  /** Whose: it works only while this account is signed in to this profile. */
  userId: z.uuid(),
  profileId: z.uuid(),
  /** SHA-256 of the secret, base64url. */
  hash: z.string(),
})
export type StoredKey = z.infer<typeof storedKey>

const document = z.looseObject({
  isOn: z.boolean(),
  port: z.int().min(1024).max(65_535),
  origins: z.array(z.string()),
  keys: z.array(storedKey),
})
export type ApiSettings = z.infer<typeof document>

export interface ApiSettingsFile {
  present(): ApiSettings
  /** Written before it counts. Throws SETTINGS_NOT_SAVED; then everything is as it was. One change after the other. */
  change(apply: (present: ApiSettings) => ApiSettings): Promise<void>
}

/**
 * A file that is not there, or cannot be understood, leaves the API off and without keys; the latter is set aside.
 * @param onSetAside is told where it is kept
 */
export async function openApiSettings(folder: string, onSetAside: (keptAs: string) => void): Promise<ApiSettingsFile> {
  const path = join(folder, 'local-api.json')
  let present = await read(path, onSetAside)
  let last: Promise<unknown> = Promise.resolve()

  return {
    present: () => present,
    change(apply) {
      const done = last.then(async () => {
        const changed = apply(present)
        try {
          await writeAtomically(path, `${JSON.stringify(changed, null, 2)}\n`)
        } catch (cause) {
          throw new KithError('SETTINGS_NOT_SAVED', { reason: reasonOf(cause) }, { cause })
        }
        present = changed
      })
      last = done.catch(() => {})
      return done
    },
  }
}

async function read(path: string, onSetAside: (keptAs: string) => void): Promise<ApiSettings> {
  const nothing = { isOn: false, port: DEFAULT_API_PORT, origins: [], keys: [] }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new KithError('SETTINGS_NOT_SAVED', { reason: `${path}: ${error.message}` }, { cause: error })
  })
  if (text === null) return nothing
  try {
    return document.parse(JSON.parse(text))
  } catch {
    onSetAside(await setAside(path))
    return nothing
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
