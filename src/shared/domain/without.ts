// What an answer is given without, because its owner asks what it would be then. It stands in the answer's metadata, so
// that the answer goes on without it, too, after a stop, a wait or a new start.
import { z } from 'zod'
import type { MessageContent } from './message'

const id = z.uuid()

export const withoutItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('memory'), id }),
  z.object({ kind: z.literal('message'), id }),
  /** Lines of the notes, counted from 0 in this version of them. */
  z.object({
    kind: z.literal('notes'),
    id,
    version: z.int(),
    lines: z.array(z.int().min(0)).min(1).max(1_000),
  }),
])
export type WithoutItem = z.infer<typeof withoutItem>

export const withoutItems = z.array(withoutItem).max(50)

const KEY = 'without'

export function withoutIn(content: MessageContent): WithoutItem[] {
  return withoutItems.safeParse((content['metadata'] as Record<string, unknown> | undefined)?.[KEY]).data ?? []
}

export function withWithout(content: MessageContent, without: readonly WithoutItem[]): MessageContent {
  if (without.length === 0) return content
  return { ...content, metadata: { ...(content['metadata'] as object | undefined), [KEY]: without } }
}
