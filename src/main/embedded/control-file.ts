// What PostgreSQL notes about itself in a file of its own, readable before it runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface ControlFile {
  /** The database was closed properly: nothing of the log has to be replayed. */
  isClosed: boolean
  /** When the last checkpoint began, in milliseconds since 1970, to the second. All written before is in the files. */
  checkpointAt: number
}

// struct ControlFileData of PostgreSQL 18: `state` and `checkPointCopy.time`.
const STATE = 16
const CLOSED = 1
const CHECKPOINT_TIME = 104

/** Null when there is none, or not a whole one. */
export function readControlFile(dataDir: string): ControlFile | null {
  try {
    const bytes = readFileSync(join(dataDir, 'global/pg_control'))
    const seconds = Number(bytes.readBigInt64LE(CHECKPOINT_TIME))
    return { isClosed: bytes.readInt32LE(STATE) === CLOSED, checkpointAt: seconds * 1000 }
  } catch {
    return null
  }
}
