// The answer to a call that went well.
import { z } from 'zod'
import type { ApiFunction } from './api-functions'
import type { CallResult } from './call-query'
import type { WantedForm } from './media-types'
import { PostgrestError, rangeRefused, responseOf } from './postgrest-error'
import type { ResultShape } from './result-shape'

/** Throws 406 when one row was wanted and another number came, 416 when the offset lies behind the last row. */
export function requireWanted(chosen: ApiFunction, shape: ResultShape, form: WantedForm, result: CallResult): void {
  const { count, total } = result
  if (form.isSingle && chosen.returnsSet && count !== 1) {
    const message = 'JSON object requested, multiple (or no) rows returned'
    throw new PostgrestError(406, { code: 'PGRST116', message, details: `The result contains ${count} rows` })
  }
  if (total !== null && shape.offset > total) {
    const details = `An offset of ${shape.offset} was requested, but there are only ${total} rows.`
    throw rangeRefused(details, { 'Content-Range': `*/${total}`, ...countApplied(shape) })
  }
}

export function answerOf(chosen: ApiFunction, shape: ResultShape, form: WantedForm, result: CallResult): Response {
  const { body, count, total } = result
  const last = shape.offset + count - 1
  const headers = new Headers({
    'Content-Range': `${count > 0 ? `${shape.offset}-${last}` : '*'}/${total ?? '*'}`,
    ...countApplied(shape),
  })
  if (!chosen.returnsVoid) headers.set('Content-Type', form.contentType)
  for (const [name, value] of ownHeaders(result)) headers.set(name, value)
  const isPart = total !== null && count < total
  const status = ownStatus(result) ?? (chosen.returnsVoid ? 204 : isPart ? 206 : 200)
  return responseOf(chosen.returnsVoid ? '' : body, status, headers)
}

function countApplied({ count }: ResultShape): Record<string, string> {
  return count ? { 'Preference-Applied': `count=${count}` } : {}
}

function ownStatus({ status }: CallResult): number | null {
  if (status === null) return null
  if (/^[2-5]\d\d$/.test(status)) return Number(status)
  throw new PostgrestError(500, { code: 'PGRST112', message: 'response.status guc must be a valid status code' })
}

const settingOfHeaders = z.array(z.record(z.string(), z.string()))

function ownHeaders({ headers }: CallResult): [string, string][] {
  if (headers === null) return []
  try {
    return settingOfHeaders.parse(JSON.parse(headers)).flatMap((one) => Object.entries(one))
  } catch (cause) {
    const message = 'response.headers guc must be a JSON array composed of objects with a single key and a string value'
    throw new PostgrestError(500, { code: 'PGRST111', message }, { cause })
  }
}
