// The SQL of one call. The JSON is made by PostgreSQL and passed on as text, so that numbers, times and vectors arrive
// exactly as PostgREST would write them. Nested and named as PostgREST does it: the names stand in error messages, and
// a column that is not selected cannot be ordered by.
import type { ApiFunction } from './api-functions'
import { takesWholeBody } from './choose-function'
import type { WantedForm } from './media-types'
import { quoteName } from './quote-name'
import type { ResultShape } from './result-shape'

export interface CallQuery {
  sql: string
  /** The arguments, as JSON, are the only parameter; a call without arguments has none. */
  needsArguments: boolean
}

/** What a call's query returns: one row. */
export interface CallResult {
  /** JSON text. */
  body: string
  /** Of the rows in it. */
  count: number
  /** Of all rows, where they were to be counted. */
  total: number | null
  /** What the function wants the answer to have: settings `response.status` and `response.headers`. */
  status: string | null
  headers: string | null
}

/** @param sent names of the arguments; `form` null when no body is wanted */
export function callQuery(chosen: ApiFunction, sent: string[], shape: ResultShape, form: WantedForm | null): CallQuery {
  const { from, needsArguments } = source(chosen, sent)
  const relation = quoteName(chosen.relation)
  const columns = shape.columns.includes('*') ? ['*'] : [...new Set(shape.columns)]
  const taken = chosen.returnsRows ? columns.map((name) => `pgrst_call.${name}`) : ['pgrst_call.pgrst_scalar']
  const order = shape.order.map(({ column, modifiers }) => `${relation}.${column} ${modifiers}`)
  const isCounted = shape.count === 'exact' || shape.count === 'estimated'
  const sql = `
    with pgrst_source as (select ${taken.join(', ')} from ${from})
    select
      ${isCounted ? '(select count(*)::int from pgrst_source)' : 'null::int'} as total,
      ${chosen.returnsSet ? 'count(_postgrest_t)::int' : '1'} as count,
      ${form ? bodyOf(chosen, form) : `''`}::text as body,
      nullif(current_setting('response.status', true), '') as status,
      nullif(current_setting('response.headers', true), '') as headers
    from (
      select ${shape.columns.map((name) => `${relation}.${name}`).join(', ')} from pgrst_source as ${relation}
      ${order.length > 0 ? `order by ${order.join(', ')}` : ''} limit ${shape.limit} offset ${shape.offset}
    ) _postgrest_t`
  return { sql, needsArguments }
}

function bodyOf({ returnsRows, returnsSet }: ApiFunction, { isSingle, isStripped }: WantedForm): string {
  const all = `json_agg(_postgrest_t${returnsRows ? '' : '.pgrst_scalar'})`
  const wanted = returnsSet && !isSingle ? all : `${all} -> 0`
  const given = isStripped ? `json_strip_nulls(${wanted})` : wanted
  return `coalesce(${given}, '${returnsSet && !isSingle ? '[]' : 'null'}')`
}

function source(chosen: ApiFunction, sent: string[]): { from: string; needsArguments: boolean } {
  const name = `public.${quoteName(chosen.name)}`
  const call = (list: string) =>
    chosen.returnsRows ? `${name}(${list}) pgrst_call` : `(select ${name}(${list}) pgrst_scalar) pgrst_call`
  const [first] = chosen.arguments
  if (first && takesWholeBody(chosen)) return { from: call(`$1::${first.type}`), needsArguments: true }

  const given = chosen.arguments.filter((argument) => sent.includes(argument.name))
  if (given.length === 0) return { from: call(''), needsArguments: false }
  const columns = given.map((argument) => `${quoteName(argument.name)} ${argument.type}`)
  const passed = given.map(({ name: argument, isVariadic }) => {
    const quoted = quoteName(argument)
    return `${isVariadic ? 'variadic ' : ''}${quoted} := pgrst_body.${quoted}`
  })
  return {
    from: `json_to_record($1::json) as pgrst_body (${columns.join(', ')}), lateral ${call(passed.join(', '))}`,
    needsArguments: true,
  }
}
