// Servers an answer was given without: its persona uses them, and they could not be used. A part beside what is said.
import { z } from 'zod'
import type { MessagePart } from './message'

export const MISSING_SERVERS = 'data-missing-servers'

const names = z.object({ names: z.array(z.string()).min(1) })

/** Their names; null for any other part. Whatever is stored may have any shape. */
export function missingServersIn({ type, data }: MessagePart & { data?: unknown }): string[] | null {
  return type === MISSING_SERVERS ? (names.safeParse(data).data?.names ?? null) : null
}
