// Brings a database to the state of the migration files, with the bookkeeping of the Supabase CLI, so that either of
// them knows what the other applied. What an update brings is applied whole or not at all.
import type { PGlite, Transaction } from '@electric-sql/pglite'
import { KithError } from '../../shared/errors'
import { carries, fingerprintOf, sign } from './migrations-fingerprint'
import { isSqlError } from './sql-error'
import { splitStatements } from './sql-statements'

export interface MigrationFile {
  /** `<version>_<name>.sql` */
  file: string
  sql: string
}

/**
 * Applies what is missing, in order of version, and returns the files it applied.
 * Throws DATABASE_NEWER when the database knows versions the files do not, and MIGRATION_FAILED naming file and
 * statement otherwise. A database that was in use is as it was then; of a new one, earlier files stay applied.
 *
 * @param beforeFirst is waited for before a database in which something was applied already is changed, and is told what
 *   comes. When it fails, nothing is applied.
 */
export async function migrate(
  db: PGlite,
  files: MigrationFile[],
  beforeFirst: (pending: string[]) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const migrations = files.map(read).toSorted(byVersion)
  refuseDuplicates(migrations)
  const fingerprint = fingerprintOf(migrations)
  if (await carries(db, fingerprint, migrations)) return []
  const applied = await requireKnown(db, migrations)
  refuseChanges(migrations, applied)

  const last = applied.at(-1)?.version ?? ''
  const done = new Set(applied.map(({ version }) => version))
  const pending = migrations.filter(({ version }) => !done.has(version))
  for (const migration of pending) {
    if (migration.version < last) throw refusal(migration, 0, `It is older than ${last}, which is already applied.`)
  }
  const names = pending.map(({ file }) => file)
  const [first] = pending
  if (first && applied.length > 0) {
    await beforeFirst(names).catch((error: unknown) => {
      throw refusal(first, 0, `No backup could be made before it: ${inWords(error)}`, error)
    })
  }
  await applyAll(db, pending, applied.length > 0)
  await sign(db, fingerprint)
  return names
}

/** What a database that was migrated with these files is like, in a few characters. */
export function schemaOf(files: MigrationFile[]): string {
  return fingerprintOf(files.map(read).toSorted(byVersion))
}

/** Throws DATABASE_NEWER when the database knows versions the files do not. Changes nothing. */
export async function requireKnownSchema(db: PGlite, files: MigrationFile[]): Promise<void> {
  await requireKnown(db, files.map(read))
}

async function requireKnown(db: PGlite, migrations: Migration[]): Promise<Applied[]> {
  await db.exec(bookkeeping)
  // As JSON: PGlite takes forty times as long to read an array.
  const { rows: applied } = await db.query<Applied>(
    'select version, to_json(statements) as statements from supabase_migrations.schema_migrations order by version',
  )
  const known = new Set(migrations.map(({ version }) => version))
  const unknown = applied.filter(({ version }) => !known.has(version)).at(-1)
  if (unknown) throw new KithError('DATABASE_NEWER', { version: unknown.version })
  return applied
}

interface Migration {
  file: string
  version: string
  name: string
  sql: string
}

interface Applied {
  version: string
  statements: string[] | null
}

const bookkeeping = `
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key, statements text[], name text
  );`

function read({ file, sql }: MigrationFile): Migration {
  const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(file) ?? []
  if (version === undefined || name === undefined) {
    throw refusal({ file }, 0, 'Its name is not <version>_<name>.sql.')
  }
  return { file, version, name, sql }
}

function byVersion(one: Migration, other: Migration): number {
  return one.version < other.version ? -1 : one.version > other.version ? 1 : 0
}

/**
 * A database that is in use is brought to the newest state in one transaction, or stays as it is: what lies between is the
 * state of no Kith. A new one has nothing to lose, and would need more locks than there are.
 */
async function applyAll(db: PGlite, migrations: Migration[], isInUse: boolean): Promise<void> {
  try {
    if (!isInUse) for (const migration of migrations) await db.transaction((tx) => apply(tx, migration))
    else if (migrations.length > 0) {
      await db.transaction(async (tx) => {
        for (const migration of migrations) {
          await apply(tx, migration)
          // What this file has put off until its end would be in the way of the next one.
          await tx.exec('set constraints all immediate')
        }
      })
    }
  } finally {
    await db.exec('reset all')
  }
}

async function apply(tx: Transaction, migration: Migration): Promise<void> {
  const statements = splitStatements(migration.sql)
  let statement = 0
  try {
    // What an earlier file set for the session must not reach this one.
    await tx.exec('reset all')
    for (const { text, meaning } of statements) {
      statement++
      const reason = forbidden(meaning)
      if (reason) throw refusal(migration, statement, reason)
      await tx.exec(text)
    }
    await tx.query(
      'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
      [migration.version, migration.name, statements.map(({ text }) => text)],
    )
  } catch (error) {
    if (error instanceof KithError) throw error
    throw refusal(migration, statement, inWords(error), error)
  }
}

// A file that commits by itself would escape its transaction, and COPY FROM STDIN waits for input that never comes.
function forbidden(meaning: string): string | undefined {
  if (/^(begin|start transaction|commit|end|rollback|abort|savepoint|prepare transaction)\b/i.test(meaning)) {
    return 'A migration is one transaction already and cannot control it.'
  }
  if (/^copy\b[\s\S]*\bfrom stdin\b/i.test(meaning)) return 'COPY FROM STDIN is not possible here.'
  return undefined
}

function refuseDuplicates(migrations: Migration[]): void {
  for (const [index, migration] of migrations.entries()) {
    const before = migrations[index - 1]
    if (before?.version === migration.version) throw refusal(migration, 0, `${before.file} has the same version.`)
  }
}

// A file that was edited after it had been applied describes a database that does not exist. Comments may change.
function refuseChanges(migrations: Migration[], applied: Applied[]): void {
  for (const { version, statements } of applied) {
    const migration = migrations.find((candidate) => candidate.version === version)
    if (!migration || statements === null) continue
    if (consistsOf(migration.sql, statements)) continue
    const before = statements.flatMap(splitStatements)
    const now = splitStatements(migration.sql)
    const count = Math.max(before.length, now.length)
    for (let index = 0; index < count; index++) {
      if (before[index]?.meaning !== now[index]?.meaning) {
        throw refusal(migration, index + 1, 'It was changed after it had been applied.')
      }
    }
  }
}

// Whether a file is these very texts, with nothing but semicolons and white space around them. Nearly always it is, and
// looking takes a hundredth of the time of cutting all files into statements at every start.
function consistsOf(sql: string, statements: string[]): boolean {
  const between = /[\s;]*/y
  let at = 0
  const skip = () => {
    between.lastIndex = at
    const skipped = between.exec(sql)?.[0] ?? ''
    at += skipped.length
    return skipped
  }
  skip()
  for (const statement of statements) {
    if (!sql.startsWith(statement, at)) return false
    at += statement.length
    if (!skip().includes(';') && at < sql.length) return false
  }
  return at === sql.length
}

function inWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function refusal({ file }: { file: string }, statement: number, reason: string, cause?: unknown): KithError {
  const sqlState = isSqlError(cause) ? { sqlState: cause.code } : {}
  return new KithError('MIGRATION_FAILED', { file, statement, reason, ...sqlState }, { cause })
}
