// Whether two moments of a database hold the same. Every change leaves its transaction's number in the rows it writes and
// takes away those it replaces, so the numbers of all rows are a sign of what was written: across restarts, in copies,
// and without reading what is in the rows. Signing in and tidying leave none.
import { createHash } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import { asServer } from '../as-role'
import { logError } from '../log'

/**
 * Equal for two databases of one origin: nothing was written between them. One table at a time, so that others get their
 * turn. Null where that cannot be read: the backup of a damaged database is wanted all the same.
 */
export async function contentsOf(db: PGlite): Promise<string | null> {
  return readContents(db).catch((error: unknown) => {
    logError('what is in the database could not be read', error)
    return null
  })
}

async function readContents(db: PGlite): Promise<string> {
  const hash = createHash('sha256')
  const { rows: tables } = await asServer(db, (tx) => tx.query<{ name: string }>(ownTables))
  for (const { name } of tables) {
    const { rows } = await asServer(db, (tx) => tx.query<{ sign: string }>(rowsOf(name)))
    hash.update(`${name} ${rows[0]?.sign}\n`)
  }
  const { rows: accounts } = await asServer(db, (tx) => tx.query<{ sign: string | null }>(accountsSign))
  return hash.update(`accounts ${accounts[0]?.sign}\n`).digest('hex')
}

// A session, and when somebody signed in, is written at every start and is nothing to go back to.
const ownTables = `
  select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'm') and c.relpersistence = 'p' and c.relispopulated
    and n.nspname <> 'auth' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
  order by 1`

const rowsOf = (table: string) =>
  `select count(*)::text || ' ' || coalesce(sum(hashtextextended(xmin::text, 0)), 0)::text as sign from ${table}`

const accountsSign = `
  select md5(string_agg(concat_ws(' ', id, email, encrypted_password, deleted_at, raw_user_meta_data), ',' order by id)) as sign
  from auth.users`
