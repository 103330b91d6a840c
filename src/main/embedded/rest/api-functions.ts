// What PostgREST calls the schema cache: every function of the API with its arguments.
import type { PGlite } from '@electric-sql/pglite'

export interface ApiFunction {
  name: string
  arguments: ApiArgument[]
  returnsSet: boolean
  /** Rows with named columns, in contrast to single values. */
  returnsRows: boolean
  returnsVoid: boolean
  /** Its result, as errors about columns name it. */
  relation: string
  /** Declared stable or immutable: called in a transaction that may only read. */
  isReader: boolean
}

export interface ApiArgument {
  /** Empty for an unnamed one. */
  name: string
  type: string
  isVariadic: boolean
  hasDefault: boolean
}

/** Functions by name; several when it is overloaded. */
export type ApiFunctions = ReadonlyMap<string, ApiFunction[]>

/** Reads the functions of schema `public`. They change only through migrations, so once at the start is enough. */
export async function readApiFunctions(db: PGlite): Promise<ApiFunctions> {
  const { rows } = await db.query<ApiFunction>(functionsQuery)
  return Map.groupBy(rows, ({ name }) => name)
}

// The type modifier -1 makes format_type write bit and char as types of any length.
export const functionsQuery = `
  select
    p.proname as name,
    p.proretset as "returnsSet",
    t.typtype = 'c' or has_out as "returnsRows",
    p.prorettype = 'void'::regtype and not p.proretset as "returnsVoid",
    case when t.typtype = 'c' then t.typname when has_out then 'record' else p.proname end as relation,
    p.provolatile <> 'v' as "isReader",
    coalesce((
      select json_agg(json_build_object(
        'name', coalesce(p.proargnames[a.position], ''),
        'type', format_type(a.type, -1),
        'isVariadic', a.mode = 'v',
        'hasDefault', a.input > p.pronargs - p.pronargdefaults
      ) order by a.position)
      from (
        select position, type, coalesce(p.proargmodes[position]::text, 'i') as mode,
          row_number() over (order by position) as input
        from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as listed (type, position)
        where coalesce(p.proargmodes[position]::text, 'i') in ('i', 'b', 'v')
      ) a
    ), '[]') as arguments
  from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace
  join pg_type t on t.oid = p.prorettype
  cross join lateral (select coalesce(p.proargmodes::text[] && '{t,b,o}', false) as has_out) o
  where n.nspname = 'public' and p.prokind = 'f' and t.typname not in ('trigger', 'event_trigger')
  order by p.oid`
