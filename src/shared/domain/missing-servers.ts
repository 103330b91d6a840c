// Servers an answer was given without: its persona uses them, and they could not be used. A part beside what is said.
// The page reads it too, so it is read without zod.
import type { MessagePart } from './message'

export const MISSING_SERVERS = 'data-missing-servers'

/** Their names; null for any other part. Whatever is stored may have any shape. */
export function missingServersIn({ type, data }: MessagePart & { data?: unknown }): string[] | null {
  if (type !== MISSING_SERVERS || typeof data !== 'object' || data === null || !('names' in data)) return null
  const { names } = data
  if (!Array.isArray(names) || names.length === 0) return null
  return names.every((name): name is string => typeof name === 'string') ? names : null
}
