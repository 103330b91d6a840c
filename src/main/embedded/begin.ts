// What a start does with the folder before it opens what is in it.
import { statfs } from 'node:fs/promises'
import { KithError } from '../../shared/errors'
import { finishRestore, restoreBackup, restoreLeftBehind } from './backups/restore-backup'
import { keepBeside } from './keep-beside'
import type { MigrationFile } from './migrate'
import type { DataProcessStart, Work } from './protocol'

/** A segment of the log, and as much again. With less, PostgreSQL stops in the middle of whatever it is doing. */
const ROOM_BYTES = 32 * 1024 ** 2

/** Throws DISK_FULL, BACKUP_UNUSABLE or DATABASE_NEWER; then nothing was changed. The folder has to be owned. */
export async function begin(
  { folder, beginning }: DataProcessStart,
  migrations: MigrationFile[],
  onWork: (work: Work) => void,
): Promise<void> {
  await requireRoom(folder)
  await finishRestore(folder)
  if (beginning?.with === 'nothing') await keepBeside(folder)
  if (beginning?.with === 'backup' || beginning?.with === 'left-behind') {
    onWork('restoring')
    const { isBroken } = beginning
    if (beginning.with === 'backup') await restoreBackup({ folder, migrations, file: beginning.file, isBroken })
    else await restoreLeftBehind({ folder, migrations, file: beginning.name, isBroken })
    onWork('opening')
  }
}

async function requireRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < ROOM_BYTES) throw new KithError('DISK_FULL', { folder })
}
