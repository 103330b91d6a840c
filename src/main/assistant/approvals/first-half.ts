// What an answer that waits knows of its run so far, for when it goes on: it lies in the answer's metadata until then.
import { z } from 'zod'
import type { MessageContent } from '../../../shared/domain/message'
import type { Json } from '../../database/database.types'

const stored = z.object({
  /** Model calls so far. */
  steps: z.int().min(0).catch(0),
  usage: z.unknown(),
  cost: z.unknown(),
  /** What its receipt names already. */
  named: z.array(z.string()).catch([]),
})

export interface Half {
  steps: number
  usage?: Json
  /** Null when nobody knows. */
  cost?: Json
  named: string[]
}

const KEY = 'firstHalf'

export function withHalf(content: MessageContent, first: Half): MessageContent {
  return { ...content, metadata: { ...(content['metadata'] as object | undefined), [KEY]: first } }
}

/** The content without it, and what it says. */
export function takeHalf(content: MessageContent): { content: MessageContent; half: Half } {
  const { [KEY]: found, ...metadata } = (content['metadata'] ?? {}) as Record<string, unknown>
  const known = stored.safeParse(found).data
  if (!known) return { content, half: { steps: 0, named: [] } }
  const { steps, usage, cost, named } = known
  const half = { steps, named, ...(usage != null && { usage: usage as Json }), cost: (cost ?? null) as Json }
  return { content: { ...content, metadata }, half }
}

/** Of both halves, number by number. */
export function usageOf(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (first === undefined || second === undefined) return second ?? first
  if (typeof first === 'number' && typeof second === 'number') return first + second
  if (!isObject(first) || !isObject(second)) return second
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  return Object.fromEntries(names.map((name) => [name, usageOf(first[name], second[name])]))
}

function isObject(value: Json): value is { [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
