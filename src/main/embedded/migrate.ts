// Brings a database to the state of the migration files, with the bookkeeping of the Supabase CLI, so that either of
// them knows what the other applied. A file is one transaction: it is applied whole or not at all.
import type { PGlite } from '@electric-sql/pglite'
import { KithError } from '../../shared/errors'
import { splitStatements } from './sql-statements'

export interface MigrationFile {
  /** `<version>_<name>.sql` */
  file: string
  sql: string
}

/**
 * Applies what is missing, in order of version, and returns the files it applied.
 * Throws DATABASE_NEWER when the database knows versions the files do not, and MIGRATION_FAILED naming file and
 * statement otherwise; earlier files of the same call stay applied.
 */
export async function migrate(db: PGlite, files: MigrationFile[]): Promise<string[]> {
  await db.exec(bookkeeping)
  const migrations = files.map(read).toSorted(byVersion)
  // As JSON: PGlite takes forty times as long to read an array.
  const { rows: applied } = await db.query<Applied>(
    'select version, to_json(statements) as statements from supabase_migrations.schema_migrations order by version',
  )
  refuseDuplicates(migrations)
  refuseNewerDatabase(migrations, applied)
  refuseChanges(migrations, applied)

  const last = applied.at(-1)?.version ?? ''
  const done = new Set(applied.map(({ version }) => version))
  const pending = migrations.filter(({ version }) => !done.has(version))
  for (const migration of pending) {
    if (migration.version < last) throw refusal(migration, 0, `It is older than ${last}, which is already applied.`)
  }
  for (const migration of pending) await apply(db, migration)
  return pending.map(({ file }) => file)
}

interface Migration {
  file: string
  version: string
  name: string
  statements: ReturnType<typeof splitStatements>
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
  return { file, version, name, statements: splitStatements(sql) }
}

function byVersion(one: Migration, other: Migration): number {
  return one.version < other.version ? -1 : one.version > other.version ? 1 : 0
}

async function apply(db: PGlite, migration: Migration): Promise<void> {
  let statement = 0
  try {
    // What an earlier file set for the session must not reach this one.
    await db.exec('reset all')
    await db.transaction(async (tx) => {
      for (const { text, meaning } of migration.statements) {
        statement++
        const reason = forbidden(meaning)
        if (reason) throw refusal(migration, statement, reason)
        await tx.exec(text)
      }
      await tx.query(
        'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, $3)',
        [migration.version, migration.name, migration.statements.map(({ text }) => text)],
      )
    })
  } catch (error) {
    if (error instanceof KithError) throw error
    throw refusal(migration, statement, error instanceof Error ? error.message : String(error), error)
  } finally {
    await db.exec('reset all')
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

function refuseNewerDatabase(migrations: Migration[], applied: Applied[]): void {
  const known = new Set(migrations.map(({ version }) => version))
  const unknown = applied.filter(({ version }) => !known.has(version)).at(-1)
  if (unknown) throw new KithError('DATABASE_NEWER', { version: unknown.version })
}

// A file that was edited after it had been applied describes a database that does not exist. Comments may change.
function refuseChanges(migrations: Migration[], applied: Applied[]): void {
  for (const { version, statements } of applied) {
    const migration = migrations.find((candidate) => candidate.version === version)
    if (!migration || statements === null) continue
    const before = statements.flatMap(splitStatements)
    const count = Math.max(before.length, migration.statements.length)
    for (let index = 0; index < count; index++) {
      if (before[index]?.meaning !== migration.statements[index]?.meaning) {
        throw refusal(migration, index + 1, 'It was changed after it had been applied.')
      }
    }
  }
}

function refusal({ file }: { file: string }, statement: number, reason: string, cause?: unknown): KithError {
  return new KithError('MIGRATION_FAILED', { file, statement, reason }, { cause })
}
