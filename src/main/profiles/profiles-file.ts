// profiles.json on disk: read once at the start, written whole or not at all, never thrown away.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Notice } from '../../shared/contract/session'
import { KithError } from '../../shared/errors'
import { setAside } from '../files/set-aside'
import { writeAtomically } from '../files/write-atomically'
import { firstProfiles, profilesDocument } from './profiles-document'
import type { ProfilesDocument } from './profiles-document'

export interface ProfilesFile {
  document: ProfilesDocument
  /** Whether there was nothing that could be read. */
  isNew: boolean
  notices: Notice[]
  /** Replaces the file in one step; what stood there stays when this fails. Throws SETTINGS_NOT_SAVED. */
  write(document: ProfilesDocument): Promise<void>
}

/**
 * A missing file gives the profile of this computer alone. One that cannot be understood is kept beside it, with a notice.
 * Throws SETTINGS_NOT_SAVED when it cannot be set aside either: going on would overwrite it.
 */
export async function openProfilesFile(folder: string): Promise<ProfilesFile> {
  const path = join(folder, 'profiles.json')
  const write = async (document: ProfilesDocument) => {
    try {
      await writeAtomically(path, `${JSON.stringify(document, null, 2)}\n`)
    } catch (cause) {
      throw new KithError('SETTINGS_NOT_SAVED', { reason: reasonOf(cause) }, { cause })
    }
  }
  try {
    const document = profilesDocument.parse(JSON.parse(await readFile(path, 'utf8')))
    return { document, isNew: false, notices: [], write }
  } catch (error) {
    const document = firstProfiles()
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { document, isNew: true, notices: [], write }
    try {
      const keptAs = await setAside(path)
      return { document, isNew: true, notices: [{ kind: 'profiles-unreadable', keptAs }], write }
    } catch (cause) {
      const reason = `${path} cannot be read and could not be set aside. ${reasonOf(cause)}`
      throw new KithError('SETTINGS_NOT_SAVED', { reason }, { cause })
    }
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
