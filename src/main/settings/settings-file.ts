// settings.json on disk.
import { join } from 'node:path'
import type { Notice } from '../../shared/contract/session'
import { openJsonFile } from '../files/json-file'
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
  const { contents, keptAs, write } = await openJsonFile(join(folder, 'settings.json'), settingsDocument)
  return {
    document: contents ?? defaultSettings(),
    isNew: contents === null && keptAs === null,
    notices: keptAs === null ? [] : [{ kind: 'settings-unreadable', keptAs }],
    write,
  }
}
