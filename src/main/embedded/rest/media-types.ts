// What a caller sends, and in which form it wants the answer. JSON in, JSON out.
import { PostgrestError } from './postgrest-error'

export interface WantedForm {
  contentType: string
  /** Exactly one row, as an object. */
  isSingle: boolean
  /** Without the fields that are null. */
  isStripped: boolean
}

/** The first of the accepted types that is offered. Throws 415 when there is none. */
export function readWantedForm({ headers }: Request): WantedForm {
  const accepted = headers.get('accept') ?? '*/*'
  for (const wanted of accepted.split(',')) {
    const [type = '', ...parameters] = wanted.split(';').map((part) => part.trim().toLowerCase())
    const full = offered.get(type)
    if (!full) continue
    const isStripped = full.startsWith('application/vnd.pgrst.') && parameters.includes('nulls=stripped')
    const isSingle = full === OBJECT
    const sent = isStripped ? `${full};nulls=stripped` : isSingle ? OBJECT : 'application/json'
    return { contentType: `${sent}; charset=utf-8`, isSingle, isStripped }
  }
  throw new PostgrestError(415, { code: 'PGRST107', message: `None of these media types are available: ${accepted}` })
}

const OBJECT = 'application/vnd.pgrst.object+json'
const ARRAY = 'application/vnd.pgrst.array+json'

const offered = new Map([
  ['*/*', 'application/json'],
  ['application/json', 'application/json'],
  ['application/vnd.pgrst.object', OBJECT],
  [OBJECT, OBJECT],
  ['application/vnd.pgrst.array', ARRAY],
  [ARRAY, ARRAY],
])

/** Throws 400 when the body is said to be neither JSON nor text, which is what a fetch says when nobody tells it. */
export function requireJson({ headers }: Request): void {
  const sent = (headers.get('content-type') ?? 'application/json').split(';')[0]?.trim() ?? ''
  if (['application/json', 'text/plain'].includes(sent.toLowerCase())) return
  throw new PostgrestError(400, { code: 'PGRST102', message: `Content-Type not acceptable: ${sent}` })
}
