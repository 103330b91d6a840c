// profiles.json on disk.
import { join } from 'node:path'
import type { Notice } from '../../shared/contract/session'
import { openJsonFile } from '../files/json-file'
import { firstProfiles, profilesDocument } from './profiles-document'
import type { ProfilesDocument } from './profiles-document'

export interface ProfilesFile {
  document: ProfilesDocument
  notices: Notice[]
  /** Replaces the file in one step; what stood there stays when this fails. Throws SETTINGS_NOT_SAVED. */
  write(document: ProfilesDocument): Promise<void>
}

/**
 * A missing file gives the profile of this computer alone. One that cannot be understood is kept beside it, with a notice.
 * Throws SETTINGS_NOT_SAVED when it cannot be set aside either: going on would overwrite it.
 */
export async function openProfilesFile(folder: string): Promise<ProfilesFile> {
  const { contents, keptAs, write } = await openJsonFile(join(folder, 'profiles.json'), profilesDocument)
  return {
    document: contents ?? firstProfiles(),
    notices: keptAs === null ? [] : [{ kind: 'profiles-unreadable', keptAs }],
    write,
  }
}
