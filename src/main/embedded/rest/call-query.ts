// The SQL of one call. The JSON is made by PostgreSQL and passed on as text, so that numbers, times and vectors arrive
// exactly as PostgREST would write them.
import type { ApiFunction } from './api-functions'
import { takesWholeBody } from './choose-function'
import { quoteName } from './quote-name'
import { RESULT } from './result-shape'
import type { ResultShape } from './result-shape'

export interface CallQuery {
  sql: string
  /** The body is the only parameter; a call without arguments has none. */
  needsBody: boolean
}

/** A query for one row: `body` as JSON text, `count` of returned rows, `total` of all rows or null. */
export function callQuery(chosen: ApiFunction, sent: string[], shape: ResultShape): CallQuery {
  const name = `public.${quoteName(chosen.name)}`
  const given = chosen.arguments.filter((argument) => sent.includes(argument.name))
  const [first] = chosen.arguments
  if (first && takesWholeBody(chosen)) {
    return { sql: wrap(chosen, shape, source(chosen, '', `${name}($1::${first.type})`)), needsBody: true }
  }
  if (given.length === 0) return { sql: wrap(chosen, shape, source(chosen, '', `${name}()`)), needsBody: false }

  const columns = given.map((argument) => `${quoteName(argument.name)} ${argument.type}`)
  const passed = given.map(
    ({ name: argument, isVariadic }) =>
      `${isVariadic ? 'variadic ' : ''}${quoteName(argument)} := a.${quoteName(argument)}`,
  )
  const from = `json_to_record($1::json) as a (${columns.join(', ')}), lateral `
  return { sql: wrap(chosen, shape, source(chosen, from, `${name}(${passed.join(', ')})`)), needsBody: true }
}

function source(chosen: ApiFunction, from: string, call: string): string {
  if (chosen.returnsRows) return `select f.* from ${from}${call} f`
  return from === '' ? `select ${call} as v` : `select f.* from ${from}${call} as f (v)`
}

function wrap(chosen: ApiFunction, shape: ResultShape, select: string): string {
  const rows = `json_agg(${chosen.returnsRows ? 't' : 't.v'})`
  const body = chosen.returnsSet && !shape.isSingle ? `coalesce(${rows}, '[]')` : `coalesce(${rows} -> 0, 'null')`
  const total = chosen.returnsSet && shape.isCounted ? `(select count(*)::int from ${RESULT})` : 'null::int'
  return `with ${RESULT} as (${select})
    select ${total} as total, count(t)::int as count, ${body}::text as body
    from (select ${shape.columns} from ${RESULT}${chosen.returnsSet ? shape.tail : ''}) t`
}
