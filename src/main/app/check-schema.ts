// Whether a project's database is the one this Kith was made for.
import type { Call } from '../database/call'
import { migrationFiles } from '../embedded/migration-files'
import { compareSchema } from '../profiles/compare-schema'
import { KithError } from '../../shared/errors'

/** Throws SCHEMA_OUTDATED or DATABASE_NEWER, and what the call throws. */
export async function checkSchema(call: Call, url: string): Promise<void> {
  const rows = await unlessMissing(() => call('ai_list_migrations', {}))
  if (rows === null) {
    const isEmpty = (await unlessMissing(() => call('ai_whoami', {}))) === null
    throw new KithError('SCHEMA_OUTDATED', { url, missing: null, isEmpty })
  }
  const applied = rows.map((row) => ({ version: row.version, isOfKith: row.is_of_kith }))
  const { missing, newer } = compareSchema(migrationFiles, applied)
  if (newer !== null) throw new KithError('DATABASE_NEWER', { version: newer })
  if (missing.length > 0)
    throw new KithError('SCHEMA_OUTDATED', { url, missing: missing.map(({ file }) => file), isEmpty: false })
}

/** Null: the database has no such function. PostgREST knows all functions of the API, whoever may call them. */
async function unlessMissing<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call()
  } catch (error) {
    const cause = error instanceof KithError ? (error.cause as { code?: unknown } | undefined) : undefined
    if (cause?.code === 'PGRST202') return null
    throw error
  }
}
