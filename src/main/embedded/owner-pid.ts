// Who says that a folder is theirs. Only a word: whether it is so, the lock says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const pidFileIn = (folder: string) => join(folder, 'owner.pid')

/** Null when it is not to be known: the owner is just starting or stopping, or its file cannot be read. */
export function readOwnerPid(folder: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFileIn(folder), 'utf8'), 10)
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
