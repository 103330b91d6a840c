// Whether the engine still works after something went wrong in it. One that has lost its footing may answer nonsense or
// nothing at all, and starting it again costs a second.
import type { PGlite } from '@electric-sql/pglite'
import { KithError } from '../../shared/errors'

const DISK_FULL = '53100'

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
  return new KithError('DATABASE_FAILED', { reason: 'Its engine has stopped.' })
}
