// Every statement after the start runs in here: in one transaction, as a stated role.
import type { PGlite, Transaction } from '@electric-sql/pglite'

/** Who a call is made for: the roles of a Supabase API, or the server itself. */
export type ApiRole = 'anon' | 'authenticated' | 'service_role'

/**
 * One transaction as a role of the API. `settings` are set for this transaction only.
 *
 * The session belongs to the superuser. With only the role set, a function that says `reset role` would be superuser;
 * so the session, too, becomes `authenticator` first, from which only the API's roles can be reached. Both are first
 * put back to the server's own: a function that set them for the session must not decide how the next call begins.
 */
export function asApiRole<T>(
  db: PGlite,
  role: ApiRole,
  settings: Record<string, string>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const names = Object.keys(settings)
    const locals = names.map((name, index) => `set_config('${name}', $${index + 2}, true)`)
    await tx.query(
      `select ${[
        ...serverSession,
        ...locals,
        `set_config('session_authorization', 'authenticator', true)`,
        `set_config('role', $1, true)`,
      ].join(', ')}`,
      [role, ...names.map((name) => settings[name])],
    )
    return work(tx)
  })
}

/** One transaction as the server itself, above all row security. */
export function asServer<T>(db: PGlite, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.query(`select ${serverSession.join(', ')}`)
    return work(tx)
  })
}

/** For statements that cannot be part of a transaction. Nothing may be called between this and them. */
export async function becomeServer(db: PGlite): Promise<void> {
  await db.exec(`select ${serverSession.join(', ')}`)
}

const serverSession = [`set_config('session_authorization', 'postgres', false)`, `set_config('role', 'none', false)`]
