/** The longest message one may send, in UTF-16 code units. The database's own limit lies above it. */
export const MESSAGE_LENGTH_LIMIT = 1_000_000

/**
 * Text as PostgreSQL can hold it. NUL and lone surrogates are refused by `jsonb` and `text`, so each becomes
 * U+FFFD: the person sees that something was there, and the rest of the message survives.
 */
export function toStorableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed()
}

/** For `JSON.parse`: texts and keys as PostgreSQL can hold them. */
export function toStorableValue(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return toStorableText(value)
  if (!isPlainObject(value) || Object.keys(value).every((key) => toStorableText(key) === key)) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [toStorableText(key), held]))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
