// A database in which exactly these files are applied says so, so that a start need not read a megabyte of statements back
// and compare them. The sign lies in the database, and goes where it goes: into backups, and back with them.
import { createHash } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'

interface File {
  version: string
  sql: string
}

/** The same for the same files, and for no others. @param files in order of their versions */
export function fingerprintOf(files: readonly File[]): string {
  const hash = createHash('sha256')
  for (const { version, sql } of files) hash.update(`${version} ${sql.length}\n`).update(sql)
  return `Kith migrations ${hash.digest('hex').slice(0, 32)}`
}

/** Whether the database carries this sign, and its book of migrations still has as many entries, up to the same one. */
export async function carries(db: PGlite, fingerprint: string, files: readonly File[]): Promise<boolean> {
  const sign = await db.query<{ sign: string | null }>(
    `select obj_description(to_regnamespace('supabase_migrations'), 'pg_namespace') as sign`,
  )
  if (sign.rows[0]?.sign !== fingerprint) return false
  const { rows } = await db.query<{ count: number; last: string | null }>(
    'select count(*)::integer as count, max(version) as last from supabase_migrations.schema_migrations',
  )
  return rows[0]?.count === files.length && rows[0].last === files.at(-1)?.version
}

export async function sign(db: PGlite, fingerprint: string): Promise<void> {
  await db.exec(`comment on schema supabase_migrations is '${fingerprint}'`)
}
