// settings.json on disk: read once at the start, written whole or not at all, never thrown away.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { setAside } from '../files/set-aside'
import { writeAtomically } from '../files/write-atomically'
import { defaultSettings, settingsDocument } from './settings-document'
import type { SettingsDocument } from './settings-document'

export interface SettingsFile {
  document: SettingsDocument
  /** There was none. */
  isNew: boolean
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
    return { document, isNew: false, notices: [], write }
  } catch (error) {
    const document = defaultSettings()
    if (isMissing(error)) return { document, isNew: true, notices: [], write }
    const keptAs = await keepAside(path)
    return { document, isNew: false, notices: [{ kind: 'settings-unreadable', keptAs }], write }
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, text)
  } catch (error) {
    throw new KithError('SETTINGS_NOT_SAVED', { reason: reasonOf(error) }, { cause: error })
  }
}

async function keepAside(path: string): Promise<string> {
  try {
    return await setAside(path)
  } catch (error) {
    const reason = `${path} cannot be read and could not be set aside. ${reasonOf(error)}`
    throw new KithError('SETTINGS_NOT_SAVED', { reason }, { cause: error })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
