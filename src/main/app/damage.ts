// What a call could not read or write because of the database itself, as a failure that offers a way on.
import type { Call } from '../database/call'
import { newestGood } from '../embedded/backups/backup'
import type { Backup } from '../embedded/backups/backup'
import { KithError } from '../../shared/errors'

/** PostgreSQL: a page or an index is not what was written. */
const DAMAGED = new Set(['XX001', 'XX002'])
const DISK_FULL = '53100'

export interface Place {
  folder: string
  backups: { list(): Promise<Backup[]> }
}

/** The same calls, which throw DATABASE_DAMAGED with the newest good backup, and DISK_FULL, where that is the cause. */
export function tellDamage(call: Call, place: Place): Call {
  return async (...request) => {
    try {
      return await call(...request)
    } catch (error) {
      throw await explained(error, place)
    }
  }
}

async function explained(failure: unknown, { folder, backups }: Place): Promise<unknown> {
  if (!(failure instanceof KithError)) return failure
  const { code, message } = (failure.cause ?? {}) as { code?: unknown; message?: unknown }
  const options = { cause: failure }
  if (code === DISK_FULL) return new KithError('DISK_FULL', { folder }, options)
  if (typeof code !== 'string' || !DAMAGED.has(code)) return failure
  const reason = `A part of it cannot be read: ${String(message)}.`
  const backup = await backups.list().then(newestGood, () => null)
  return new KithError('DATABASE_DAMAGED', { folder, reason, backup }, options)
}
