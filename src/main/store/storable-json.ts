import { toStorableValue } from '../../shared/domain/stored-text'
import type { Json } from '../database/database.types'

/**
 * A value as a `jsonb` column can hold it: what JSON leaves out is left out, bytes become base64, and every text,
 * keys included, goes through `toStorableText`. The result shares nothing with the value.
 * A value that contains itself throws TypeError, as JSON does.
 */
export function toStorableJson(value: unknown): Json {
  const text = JSON.stringify(value, bytesAsBase64)
  return text === undefined ? null : (JSON.parse(text, toStorableValue) as Json)
}

function bytesAsBase64(_key: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (typeof value === 'bigint') return value.toString()
  return value
}
