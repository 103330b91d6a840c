// Two processes on one data folder corrupt it, and PGlite takes no lock of its own. This one is held by the operating
// system through an open SQLite transaction, so it ends with the process, however that ends.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { KithError } from '../../shared/errors'
import { pidFileIn, readOwnerPid } from './owner-pid'

export interface OwnerLock {
  release(): void
}

/** Makes this process the owner of the folder. Throws DATABASE_BUSY with the pid of the present owner. */
export function takeOwnerLock(folder: string): OwnerLock {
  // Beside the lock, because a locked file cannot be read everywhere.
  const pidFile = pidFileIn(folder)
  const lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new KithError('DATABASE_BUSY', { folder, pid: readOwnerPid(folder) }, { cause: error })
  }
  return {
    release() {
      rmSync(pidFile, { force: true })
      lock.close()
    },
  }
}

const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
