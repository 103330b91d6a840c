// A database in memory with the project's migrations. It reads the same SQL files as the embedded database, in the same
// order.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { fuzzystrmatch } from '@electric-sql/pglite/contrib/fuzzystrmatch'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { uuid_ossp } from '@electric-sql/pglite/contrib/uuid_ossp'
import { vector } from '@electric-sql/pglite-pgvector'
import { at } from '../bootstrap/project.mjs'

/** @returns {Promise<PGlite>} To be closed by the caller. */
export async function openThrowAwayDatabase() {
  const database = await PGlite.create({ extensions: { citext, fuzzystrmatch, pg_trgm, pgcrypto, uuid_ossp, vector } })
  for (const file of await sqlFiles()) {
    await database.exec(await readFile(file, 'utf8')).catch((cause) => {
      throw new Error(`${file}: ${cause.message}`, { cause })
    })
  }
  return database
}

/** What a fresh Supabase project has, then the migrations, oldest first. */
async function sqlFiles() {
  const folder = at('supabase/migrations')
  const migrations = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  if (migrations.length === 0) throw new Error(`${folder} holds no migrations.`)
  return [at('src/main/embedded/bootstrap.sql'), ...migrations.map((name) => join(folder, name))]
}
