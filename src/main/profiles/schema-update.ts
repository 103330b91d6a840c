// How somebody brings a project's database up to this Kith: lines for the Supabase CLI, and SQL for the project's own editor.
import type { SchemaUpdate } from '../../shared/contract/profiles'
import { versionOf } from './compare-schema'
import type { Migration } from './compare-schema'
import { projectRef } from './project-address'

export function schemaUpdate(url: string, missing: readonly Migration[]): SchemaUpdate {
  return { missing: missing.map(({ file }) => file), commands: commandsFor(url), sql: sqlOf(missing) }
}

/** In a copy of Kith's source, where `supabase/migrations` lies. */
function commandsFor(url: string): SchemaUpdate['commands'] {
  const ref = projectRef(url)
  const host = ref ? `db.${ref}.supabase.co:5432` : `${new URL(url).hostname}:54322`
  const linked = ref ? [`supabase link --project-ref ${ref}`, 'supabase db push'] : ['supabase migration up']
  return { linked, direct: [`supabase db push --db-url "postgresql://postgres:[YOUR-PASSWORD]@${host}/postgres"`] }
}

/**
 * One transaction that applies what is missing and notes it where the CLI does. What is there already is passed over, so that
 * running it twice, or on a database that could not say what it has, does no harm.
 */
function sqlOf(missing: readonly Migration[]): string {
  return [head, ...missing.toSorted((one, other) => (one.file < other.file ? -1 : 1)).map(stepOf), 'commit;\n'].join(
    '\n',
  )
}

const head = `begin;
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
alter table supabase_migrations.schema_migrations add column if not exists statements text[], add column if not exists name text;
`

function stepOf({ file, sql }: Migration): string {
  const version = versionOf(file)
  const name = file.slice(version.length + 1, -'.sql'.length)
  const tag = `$kith_${version}$`
  return `-- ${file}
do $kith$
declare
  file constant text := ${tag}${sql}${tag};
begin
  if not exists (select from supabase_migrations.schema_migrations as done where done.version = '${version}') then
    execute file;
    insert into supabase_migrations.schema_migrations (version, name, statements)
    values ('${version}', '${name}', array[file]);
  end if;
end
$kith$;
`
}
