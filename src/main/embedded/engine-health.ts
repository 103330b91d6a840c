// Whether the engine still works after something went wrong in it. One that has lost its footing may answer nonsense or
// nothing at all, and starting it again costs a second.
import { statfs } from 'node:fs/promises'
import type { PGlite } from '@electric-sql/pglite'
import { KithError } from '../../shared/errors'

const DISK_FULL = '53100'

/** A segment of PostgreSQL's log: with less it can write nothing down. */
const SEGMENT_BYTES = 16 * 1024 ** 2

/** @param response an answer that is the server's fault @returns null when the engine can be relied on */
export async function whyBroken(db: PGlite, folder: string, response: Response): Promise<KithError | null> {
  const body: unknown = await response.json().catch(() => null)
  // After this the next write may wait for ever.
  if (body !== null && typeof body === 'object' && 'code' in body && body.code === DISK_FULL) {
    return new KithError('DISK_FULL', { folder })
  }
  try {
    const { rows } = await db.query<{ one: number }>('select 1 as one')
    if (rows[0]?.one === 1) return null
  } catch {
    // It says the same.
  }
  // A write that no call waited for, a checkpoint's, may have met the full disk first: it takes the engine along unsaid.
  if (await isFull(folder)) return new KithError('DISK_FULL', { folder })
  return new KithError('DATABASE_FAILED', { reason: 'Its engine has stopped.' })
}

async function isFull(folder: string): Promise<boolean> {
  const disk = await statfs(folder).catch(() => null)
  return disk !== null && disk.bavail * disk.bsize < SEGMENT_BYTES
}
