// What stands in local-api.json: whether the local API is on, where, for whose pages, and its keys. A key's secret is not
// there, only its hash.
import { join } from 'node:path'
import { z } from 'zod'
import { apiKey } from '../../shared/contract/local-api'
import { oneAfterOther } from '../../shared/one-after-other'
import { openJsonFile } from '../files/json-file'

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
  const file = await openJsonFile(join(folder, 'local-api.json'), document)
  if (file.keptAs !== null) onSetAside(file.keptAs)
  let present = file.contents ?? { isOn: false, port: DEFAULT_API_PORT, origins: [], keys: [] }
  const inTurn = oneAfterOther()

  return {
    present: () => present,
    change: (apply) =>
      inTurn(async () => {
        const changed = apply(present)
        await file.write(changed)
        present = changed
      }),
  }
}
