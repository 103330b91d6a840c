// Which rows a caller wants: ?select=&order=&limit=&offset=, and how they are counted. Filters are not offered: a
// function that returns rows takes what it needs as arguments.
import { PostgrestError, rangeRefused } from './postgrest-error'
import { quoteName } from './quote-name'

export interface ResultShape {
  /** Quoted names, or `*`. */
  columns: string[]
  order: { column: string; modifiers: string }[]
  limit: number
  offset: number
  /** How all rows were to be counted, however few are returned. */
  count: 'exact' | 'planned' | 'estimated' | null
}

/** `max_rows` of supabase/config.toml: nobody gets more at once. */
export const MAX_ROWS = 1000

/** Of the query's parameters the ones that are about the result. */
const SHAPING = ['select', 'order', 'limit', 'offset', 'columns']

/** All other parameters, in their order. */
export function otherParameters(url: URL): [string, string][] {
  return [...url.searchParams].filter(([name]) => !SHAPING.includes(name))
}

export function readResultShape(request: Request, url: URL): ResultShape {
  const parameters = new Map(url.searchParams)
  const count = /(?:^|,)\s*count=(exact|planned|estimated)\s*(?:,|$)/.exec(request.headers.get('prefer') ?? '')?.[1]
  return {
    columns: splitNames(parameters.get('select') ?? '*').map(column),
    order: parameters.has('order') ? splitNames(parameters.get('order') ?? '').map(orderTerm) : [],
    limit: Math.min(limitOf(parameters.get('limit')), MAX_ROWS),
    offset: wholeNumber('offset', parameters.get('offset') ?? '0'),
    count: (count as ResultShape['count'] | undefined) ?? null,
  }
}

/** Refuses what is neither about the result nor an argument. */
export function unsupported(what: string): PostgrestError {
  return new PostgrestError(400, {
    code: 'PGRST100',
    message: `"${what}" is not supported by the embedded database`,
    hint: 'Filter inside the function.',
  })
}

/** At the commas that are outside of quotes. */
function splitNames(list: string): string[] {
  return list.match(/(?:"[^"]*"|[^,])+|(?<=,|^)(?=,|$)/g) ?? []
}

function column(name: string): string {
  if (name === '*') return '*'
  const [, quoted, plain] = /^(?:"([^"]+)"|([\w ]+))$/.exec(name) ?? []
  const found = quoted ?? plain?.trim()
  if (!found) throw unsupported(name)
  return quoteName(found)
}

function orderTerm(term: string): ResultShape['order'][number] {
  const [, name = '', rest = ''] = /^("[^"]*"|[^.]*)(.*)$/.exec(term) ?? []
  const modifiers = rest.split('.').slice(1)
  const written = modifiers.map((modifier) => orderModifiers.get(modifier))
  if (name === '*' || written.includes(undefined)) throw unsupported(term)
  return { column: column(name), modifiers: written.join(' ') }
}

const orderModifiers = new Map([
  ['asc', 'asc'],
  ['desc', 'desc'],
  ['nullsfirst', 'nulls first'],
  ['nullslast', 'nulls last'],
])

function limitOf(value: string | undefined): number {
  if (value === undefined) return MAX_ROWS
  if (/^-\d+$/.test(value)) throw rangeRefused('Limit should be greater than or equal to zero.')
  return wholeNumber('limit', value)
}

function wholeNumber(parameter: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw unsupported(`${parameter}=${value}`)
  return Number(value)
}
