import { createHash } from 'node:crypto'

/**
 * A UUID (version 8) that follows from another one: the same two arguments always give the same id. A request that is
 * repeated with its own id thereby repeats the ids of everything made for it, and the database recognises them.
 */
export function derivedId(purpose: 'run' | 'answer', id: string): string {
  const bytes = createHash('sha256').update(`kith:${purpose}:${id.toLowerCase()}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
