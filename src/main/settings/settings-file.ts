// settings.json on disk: read once at the start, written whole or not at all, never thrown away.
import { access, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { defaultSettings, settingsDocument } from './settings-document'
import type { SettingsDocument } from './settings-document'

export interface SettingsFile {
  document: SettingsDocument
  notices: Notice[]
  /** Replaces the file in one step; what stood there stays when this fails. Throws SETTINGS_NOT_SAVED. */
  write(document: SettingsDocument): Promise<void>
}

/**
 * Reads `settings.json` in `folder`. A file that is missing gives the defaults. One that cannot be read or understood
 * is renamed to `settings.unreadable-<time>.json`, with a notice, and the defaults are used.
 * Throws SETTINGS_NOT_SAVED when such a file cannot be set aside: going on would overwrite it.
 */
export async function openSettingsFile(folder: string): Promise<SettingsFile> {
  const path = join(folder, 'settings.json')
  const write = (document: SettingsDocument) => writeWhole(path, `${JSON.stringify(document, null, 2)}\n`)
  try {
    const document = settingsDocument.parse(JSON.parse(await readFile(path, 'utf8')))
    return { document, notices: [], write }
  } catch (error) {
    const document = defaultSettings()
    if (isMissing(error)) return { document, notices: [], write }
    const keptAs = await setAside(folder, path)
    return { document, notices: [{ kind: 'settings-unreadable', keptAs }], write }
  }
}

/** Beside it, to the disk, then in its place: a crash leaves the old file or the new one, never half of one. */
async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.new`
  try {
    const handle = await open(beside, 'w', 0o600)
    try {
      // The mode above counts only for a new file, and one may be left from a crash.
      await handle.chmod(0o600)
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
  } catch (error) {
    // The first failure is the one to tell; a leftover is overwritten by the next write.
    await rm(beside, { force: true }).catch(() => {})
    throw new KithError('SETTINGS_NOT_SAVED', { reason: reasonOf(error) }, { cause: error })
  }
}

async function setAside(folder: string, path: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/[:.]/g, '-')
  for (let attempt = 0; ; attempt += 1) {
    const keptAs = join(folder, `settings.unreadable-${time}${attempt === 0 ? '' : `-${attempt}`}.json`)
    if (await exists(keptAs)) continue
    try {
      await rename(path, keptAs)
      return keptAs
    } catch (error) {
      const reason = `${path} cannot be read and could not be set aside. ${reasonOf(error)}`
      throw new KithError('SETTINGS_NOT_SAVED', { reason }, { cause: error })
    }
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
