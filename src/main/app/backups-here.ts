// The backups of the database on this computer, for the windows.
import { backupFolder, listBackups } from '../embedded/backups/backup'
import type { Beginning } from '../embedded/protocol'
import { KithError } from '../../shared/errors'
import { asTold } from './backup-trouble'
import type { Lifecycle } from './lifecycle-type'
import { log } from '../diagnostics/log'
import { embedded } from './not-open'
import type { Opened } from './open-present'

interface Parts {
  /** Of the database. */
  folder: string
  isRemote(): boolean
  present(): Opened | null
  isBroken(): boolean
  isClosing(): boolean
  onMade(): Promise<void>
  /** Closes what is open and begins otherwise. */
  startOver(beginning?: Beginning): Promise<void>
  wish(fulfil: () => Promise<void>): Promise<void>
}

type BackupCalls = Pick<Lifecycle, 'backupFolder' | 'backups' | 'backUp' | 'restore' | 'restoreLeftBehind'>

export function backupsHere(parts: Parts): BackupCalls {
  const { folder, isRemote, present, isBroken, isClosing, onMade, startOver, wish } = parts

  async function restore(
    from: { with: 'backup'; file: string } | { with: 'left-behind'; name: string },
  ): Promise<void> {
    if (isRemote()) throw new KithError('NOT_IN_THIS_PROFILE', {})
    const wasOpen = present() !== null
    try {
      await startOver({ ...from, isBroken: isBroken() })
    } catch (error) {
      if (wasOpen && !isClosing())
        await startOver().catch((reason: unknown) => log.error('the database did not open again', reason))
      throw error
    }
  }

  return {
    backupFolder: backupFolder(folder),
    backups: async () => (await listBackups(folder)).map(asTold),
    async backUp() {
      const made = await embedded(present()).backups.take()
      await onMade()
      return asTold(made)
    },
    restore: (file) => wish(() => restore({ with: 'backup', file })),
    restoreLeftBehind: (name) => wish(() => restore({ with: 'left-behind', name })),
  }
}
