// Makes an open database ready for migrations and calls: roles, the auth schema, and the session's own role.
import { createHash } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import bootstrapSql from './bootstrap.sql?raw'

/** Applies `bootstrap.sql` unless this very text already was: looking costs a millisecond, applying it a hundred. */
export async function bootstrap(db: PGlite): Promise<void> {
  const fingerprint = `Kith bootstrap ${createHash('sha256').update(bootstrapSql).digest('hex').slice(0, 16)}`
  const { rows } = await db.query<{ applied: string | null }>(
    `select obj_description(to_regnamespace('auth'), 'pg_namespace') as applied`,
  )
  if (rows[0]?.applied !== fingerprint) {
    await db.exec(`${bootstrapSql};\ncomment on schema auth is '${fingerprint}';`)
  }
  // Without a value of its own for the session, the one a call sets for its transaction would stay afterwards.
  await db.exec('set session authorization postgres')
}
