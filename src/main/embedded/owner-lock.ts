// Two processes on one data folder corrupt it, and PGlite takes no lock of its own. This one is held by the operating
// system through an open SQLite transaction, so it ends with the process, however that ends.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { KithError } from '../../shared/errors'

export interface OwnerLock {
  release(): void
}

/** Makes this process the owner of the folder. Throws DATABASE_BUSY with the pid of the present owner. */
export function takeOwnerLock(folder: string): OwnerLock {
  // Beside the lock, because a locked file cannot be read everywhere.
  const pidFile = join(folder, 'owner.pid')
  const lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    lock.close()
    if (!isBusy(error)) throw error
    throw new KithError('DATABASE_BUSY', { folder, pid: readPid(pidFile) }, { cause: error })
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

// Null when it is not to be known: the owner is just starting or stopping, or its file cannot be read.
function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)
    return Number.isInteger(pid) && isAlive(pid) ? pid : null
  } catch {
    return null
  }
}

// The file of an owner that was killed stays behind. Signal 0 only asks.
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
