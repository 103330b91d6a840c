// How a caller wants the rows: ?select=&order=&limit=&offset=, and the Prefer and Accept headers. Filters are not
// offered: a function that returns rows takes what it needs as arguments.
import { PostgrestError } from './postgrest-error'
import { quoteName } from './quote-name'

export interface ResultShape {
  /** Columns for a SELECT. */
  columns: string
  /** ORDER BY, LIMIT and OFFSET, or nothing. */
  tail: string
  offset: number
  /** Count all rows, however few are returned. */
  isCounted: boolean
  /** Exactly one row, as an object. */
  isSingle: boolean
}

/** The name of the call's result inside the query. */
export const RESULT = 'pgrst_call'

export function readResultShape(request: Request, url: URL): ResultShape {
  const parameters = new Map(url.searchParams)
  const take = (name: string) => {
    const value = parameters.get(name)
    parameters.delete(name)
    return value
  }
  const select = take('select') ?? '*'
  const order = take('order')
  const limit = take('limit')
  const offset = take('offset')
  // The client's list of columns of an insert; says nothing here.
  take('columns')
  for (const name of parameters.keys()) throw unsupported(name)

  const tail = [
    order === undefined ? '' : ` order by ${order.split(',').map(orderBy).join(', ')}`,
    limit === undefined ? '' : ` limit ${wholeNumber('limit', limit)}`,
    offset === undefined ? '' : ` offset ${wholeNumber('offset', offset)}`,
  ]
  return {
    columns: select === '*' ? `${RESULT}.*` : select.split(',').map(column).join(', '),
    tail: tail.join(''),
    offset: offset === undefined ? 0 : wholeNumber('offset', offset),
    isCounted: /count=(exact|planned|estimated)/.test(request.headers.get('prefer') ?? ''),
    isSingle: (request.headers.get('accept') ?? '').includes('application/vnd.pgrst.object'),
  }
}

function orderBy(term: string): string {
  const [name = '', ...modifiers] = term.split('.')
  return [column(name), ...modifiers.map((modifier) => orderModifiers.get(modifier) ?? fail(term))].join(' ')
}

const orderModifiers = new Map([
  ['asc', 'asc'],
  ['desc', 'desc'],
  ['nullsfirst', 'nulls first'],
  ['nullslast', 'nulls last'],
])

function column(name: string): string {
  return /^[\w ]+$/.test(name) ? `${RESULT}.${quoteName(name)}` : fail(name)
}

function wholeNumber(parameter: string, value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : fail(`${parameter}=${value}`)
}

function fail(what: string): never {
  throw unsupported(what)
}

function unsupported(what: string): PostgrestError {
  return new PostgrestError(400, {
    code: 'PGRST100',
    message: `"${what}" is not supported by the embedded database`,
    hint: 'Filter inside the function.',
  })
}
