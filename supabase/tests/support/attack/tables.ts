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
}

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
        'isUnique', exists (select from pg_index where indrelid = class.oid and indisunique and attnum = any (indkey))
      ) order by attnum) as columns
     from pg_class as class join pg_attribute on attrelid = class.oid
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
     group by class.oid order by 1`,
  )
}

/** A row of this table in this vault, as the server sees it. */
export async function rowOf(
  engine: Engine,
  { name }: Table,
  vault: Vault,
): Promise<Record<string, unknown> | undefined> {
  const mentions = tracesOf(vault).map((_, index) => `strpos(row::text, $${index + 1}) > 0`)
  // One that is finished, a thread has one open run, and that points at as much as possible.
  const [found] = await engine.sql<{ content: string }>(
    `select to_jsonb(row)::text as content from public.${name} as row where ${mentions.join(' or ')}
     order by row::text ~ 'running|streaming', (select count(*) from jsonb_each(to_jsonb(row)) where value = 'null')
     limit 1`,
    tracesOf(vault),
  )
  if (found) return JSON.parse(found.content) as Record<string, unknown>
  const [byOwner] = await engine.sql<{ content: string }>(
    `select to_jsonb(row)::text as content from public.${name} as row where strpos(row::text, $1) > 0 limit 1`,
    [vault.owner.userId],
  )
  return byOwner && (JSON.parse(byOwner.content) as Record<string, unknown>)
}

/** Rows that point at hers, each beside the same row that points at nothing. */
export function pointingRows(
  table: Table,
  hers: object,
  own: object,
): { column: string; real: Attempt; random: Attempt }[] {
  const keys = table.columns.filter(({ isKey, type }) => isKey && type === 'uuid').map((column) => column.name)
  const known = hers as Record<string, unknown>
  const columns = table.columns.filter(
    ({ name, type, isKey }) => type === 'uuid' && !isKey && name !== 'user_id' && known[name] !== null,
  )
  return columns.flatMap(({ name }) =>
    [own, hers].map((base) => {
      const row = { ...base, ...Object.fromEntries(keys.map((key) => [key, crypto.randomUUID()])) }
      return {
        column: `${table.name}.${name}`,
        real: insertOf(table, 'points at hers', { ...row, [name]: known[name] }),
        random: insertOf(table, 'points at nothing', { ...row, [name]: crypto.randomUUID() }),
      }
    }),
  )
}

function insertOf({ name, columns }: Table, what: string, row: object): Attempt {
  const list = columns.map((column) => column.name).join(', ')
  return {
    what,
    text: `insert into public.${name} (${list})
      select ${list} from jsonb_populate_record(null::public.${name}, $1::jsonb) returning 1`,
    params: [JSON.stringify(row)],
  }
}

/**
 * No condition in any of them: a condition reads, and what is read is narrowed already.
 * @param hers a row to take over or to point at: its ids are known, its words are not
 * @param own a row of the attacker's
 */
export function attemptsOn(table: Table, hers: object, own: object, isThorough: boolean): Attempt[] {
  const { name } = table
  const place = `public.${name}`
  const columns = table.columns.map((column) => column.name)
  const from = (row: object) => JSON.stringify(row)
  const populated = `jsonb_populate_record(null::${place}, $1::jsonb)`

  const keys = table.columns.filter(({ isKey, type }) => isKey && type === 'uuid').map((column) => column.name)
  const newKeys = Object.fromEntries(keys.map((key) => [key, crypto.randomUUID()]))
  const ownUser = 'user_id' in own ? { user_id: own.user_id } : {}

  const rest = table.columns.filter(({ isKey }) => !isKey)
  const takenOver = rest.map((column) =>
    column.isUnique && column.type === 'text'
      ? `${column.name} = gen_random_uuid()::text`
      : `${column.name} = (select ${column.name} from ${populated})`,
  )
  const updateOf = (what: string, column: string, row: object): Attempt => ({
    what,
    text: `update ${place} set ${column} = (select ${column} from ${populated}) returning 1`,
    params: [from(row)],
  })

  return [
    { what: `empties ${name}`, text: `delete from ${place} returning 1`, params: [] },
    insertOf(table, `inserts her row into ${name} again`, hers),
    insertOf(table, `inserts a copy of her row into ${name}`, { ...hers, ...newKeys }),
    insertOf(table, `inserts her row into ${name} as its own`, { ...hers, ...newKeys, ...ownUser }),
    {
      what: `takes over all rows of ${name}`,
      text: `update ${place} set ${takenOver.join(', ')} returning 1`,
      params: takenOver.some((set) => set.includes('$1')) ? [from(own)] : [],
    },
    ...(isThorough ? columns : []).flatMap((column) => [
      updateOf(`writes its own ${column} over all rows of ${name}`, column, own),
      updateOf(`writes her ${column} over all rows of ${name}`, column, hers),
    ]),
  ]
}
