// Which migrations a project's database has, beside those this Kith brings.

/** A file of supabase/migrations. */
export interface Migration {
  /** `20261123100000_name.sql` */
  file: string
  sql: string
}

/** A row of supabase_migrations.schema_migrations. */
export interface AppliedMigration {
  version: string
  /** It speaks of what is Kith's. Others may live in the same project. */
  isOfKith: boolean
}

export interface SchemaDifference<M> {
  missing: M[]
  /** The newest version of a newer Kith, or null. */
  newer: string | null
}

export function compareSchema<M extends Pick<Migration, 'file'>>(
  ours: readonly M[],
  applied: readonly AppliedMigration[],
): SchemaDifference<M> {
  const there = new Set(applied.map(({ version }) => version))
  const known = ours.map(({ file }) => versionOf(file)).toSorted()
  const newest = known.at(-1) ?? ''
  const newer = applied
    .filter(({ version, isOfKith }) => isOfKith && version > newest)
    .map(({ version }) => version)
    .toSorted()
    .at(-1)
  return { missing: ours.filter(({ file }) => !there.has(versionOf(file))), newer: newer ?? null }
}

export function versionOf(file: string): string {
  return file.slice(0, file.indexOf('_'))
}
