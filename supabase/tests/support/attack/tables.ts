// Every table, and what can be tried on it without a function.
import type { Engine } from '../engines'
import { tracesOf } from './world'
import type { Vault } from './world'

export interface Table {
  name: string
  /** Those that can be written at all. */
  columns: Column[]
}

interface Column {
  name: string
  type: string
  isKey: boolean
  isUnique: boolean
  /** Names a row of a table, this one or another. */
  isReference: boolean
}

type Values = Record<string, unknown>

export interface Attempt {
  what: string
  text: string
  params: unknown[]
}

export function readTables(engine: Engine): Promise<Table[]> {
  return engine.sql<Table & Record<string, unknown>>(
    `select class.relname::text as name, jsonb_agg(jsonb_build_object(
        'name', attname, 'type', format_type(atttypid, null),
        'isKey', exists (select from pg_index where indrelid = class.oid and indisprimary and attnum = any (indkey)),
        'isUnique', exists (select from pg_index where indrelid = class.oid and indisunique and attnum = any (indkey)),
        'isReference', exists (select from pg_constraint where conrelid = class.oid and contype = 'f' and attnum = any (conkey))
      ) order by attnum) as columns
     from pg_class as class join pg_attribute on attrelid = class.oid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
     group by class.oid order by 1`,
  )
}

/** Whatever has rows, private tables and views included. */
export async function readPlaces(engine: Engine): Promise<string[]> {
  const places = await engine.sql<{ place: string }>(
    `select format('%I.%I', nspname, relname) as place from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where nspname in ('public', 'kith') and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  )
  return places.map(({ place }) => place)
}

/** The rows of this table in this vault, as the server sees them: those that point at most things first. */
export async function rowsOf(engine: Engine, { name }: Table, vault: Vault): Promise<Values[]> {
  const mentions = tracesOf(vault).map((_, index) => `strpos(row::text, $${index + 1}) > 0`)
  // A thread has one open run: what is finished can be copied.
  const found = await engine.sql<{ content: string }>(
    `select to_jsonb(row)::text as content from public.${name} as row where ${mentions.join(' or ')}
     order by row::text ~ 'running|streaming', (select count(*) from jsonb_each(to_jsonb(row)) where value = 'null')`,
    tracesOf(vault),
  )
  if (found.length > 0) return found.map(parsed)
  const byOwner = await engine.sql<{ content: string }>(
    `select to_jsonb(row)::text as content from public.${name} as row where strpos(row::text, $1) > 0`,
    [vault.owner.userId],
  )
  return byOwner.map(parsed)
}

const parsed = ({ content }: { content: string }) => JSON.parse(content) as Values

/** A row that has something in this column, should there be one. */
function rowWith(column: string, rows: Values[]): Values {
  return rows.find((row) => row[column] !== null && row[column] !== undefined) ?? rows[0] ?? {}
}

/** Keys that nothing has yet. */
function newKeysOf({ columns }: Table): Values {
  const keys = columns.filter(({ isKey, isReference, type }) => isKey && !isReference && type === 'uuid')
  return Object.fromEntries(keys.map(({ name }) => [name, crypto.randomUUID()]))
}

/** What points at something: every id but the row's own and its owner's. */
export function pointersIn({ columns }: Table): string[] {
  return columns
    .filter(({ name, type, isKey, isReference }) => type === 'uuid' && name !== 'user_id' && (!isKey || isReference))
    .map(({ name }) => name)
}

/** Rows that point at hers, each beside the same row that points at nothing. */
export function pointingRows(
  table: Table,
  hers: Values[],
  own: Values[],
): { column: string; real: Attempt; random: Attempt }[] {
  return pointersIn(table).flatMap((column) => {
    const known = rowWith(column, hers)
    if (!known[column]) return []
    return [rowWith(column, own), known].map((base) => {
      const row = { ...base, ...newKeysOf(table) }
      return {
        column: `${table.name}.${column}`,
        real: insertOf(table, `points at hers by ${table.name}.${column}`, { ...row, [column]: known[column] }),
        random: insertOf(table, 'points at nothing', { ...row, [column]: crypto.randomUUID() }),
      }
    })
  })
}

function insertOf({ name, columns }: Table, what: string, row: Values): Attempt {
  const list = columns.map((column) => column.name).join(', ')
  return {
    what,
    text: `insert into public.${name} (${list})
      select ${list} from jsonb_populate_record(null::public.${name}, $1::jsonb) returning 1`,
    params: [JSON.stringify(row)],
  }
}

/**
 * No condition in any of them but one for a row of the attacker's own: a condition reads, and what is read is narrowed
 * already.
 * @param hers rows to take over or to point at: their ids are known, their words are not
 * @param own rows of the attacker's
 */
export function attemptsOn(table: Table, hers: Values[], own: Values[], isThorough: boolean): Attempt[] {
  const { name } = table
  const place = `public.${name}`
  const columns = table.columns.map((column) => column.name)
  const [first = {}] = own
  const populated = `jsonb_populate_record(null::${place}, $1::jsonb)`

  const newKeys = newKeysOf(table)
  const ownUser = 'user_id' in first ? { user_id: first.user_id } : {}

  const rest = table.columns.filter(({ isKey }) => !isKey)
  const takenOver = rest.map((column) =>
    column.isUnique && column.type === 'text'
      ? `${column.name} = gen_random_uuid()::text`
      : `${column.name} = (select ${column.name} from ${populated})`,
  )
  const updateOf = (what: string, column: string, row: Values): Attempt => ({
    what,
    text: `update ${place} set ${column} = (select ${column} from ${populated}) returning 1`,
    params: [JSON.stringify(row)],
  })
  const keys = table.columns.filter(({ isKey }) => isKey).map((column) => column.name)
  const becomes = (row: Values): Attempt => ({
    what: `makes hers of its own row of ${name}`,
    text: `update ${place} set ${takenOver.join(', ')}
      where (${keys.join(', ')}) = (select ${keys.join(', ')} from jsonb_populate_record(null::${place}, $2::jsonb))
      returning 1`,
    params: [JSON.stringify({ ...row, ...ownUser }), JSON.stringify(first)],
  })
  const usesRow = takenOver.some((set) => set.includes('$1'))

  return [
    { what: `empties ${name}`, text: `delete from ${place} returning 1`, params: [] },
    ...hers.flatMap((row) => [
      insertOf(table, `inserts her row into ${name} again`, row),
      insertOf(table, `inserts a copy of her row into ${name}`, { ...row, ...newKeys }),
      insertOf(table, `inserts her row into ${name} as its own`, { ...row, ...newKeys, ...ownUser }),
      ...(usesRow ? [becomes(row)] : []),
    ]),
    ...pointingRows(table, hers, own).map(({ real }) => real),
    {
      what: `takes over all rows of ${name}`,
      text: `update ${place} set ${takenOver.join(', ')} returning 1`,
      params: usesRow ? [JSON.stringify(first)] : [],
    },
    ...(isThorough ? columns : []).flatMap((column) => [
      updateOf(`writes its own ${column} over all rows of ${name}`, column, rowWith(column, own)),
      updateOf(`writes her ${column} over all rows of ${name}`, column, rowWith(column, hers)),
    ]),
  ]
}
