// What was learned when, what of it is used, and what answers took.
import { z } from 'zod'
import { route, time, uuid } from './base'

/** Of one persona (null: of none), or, left out, of all. */
export const scope = z.object({ personaId: uuid.nullable().optional() })

/** `place`: which of the given starts it is counted from, from 0. */
const usage = z.object({
  place: z.int(),
  personaId: uuid.nullable(),
  /** Null: no price was known, and there is no cost. */
  currency: z.string().nullable(),
  runs: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cost: z.number().nullable(),
  /** Answers that took tokens and whose price was not known. */
  unpricedRuns: z.number(),
})

const learned = z.object({ place: z.int(), kind: z.string(), count: z.number(), automatic: z.number() })

const kept = z.object({
  kind: z.string(),
  count: z.number(),
  /** In an answer of the last 30 days; in earlier ones only; in none. */
  recentlyUsed: z.number(),
  usedBefore: z.number(),
  neverUsed: z.number(),
})

const mostUsed = z.object({ id: uuid, content: z.string(), usedCount: z.number() })

export const statistic = z.object({
  usage: z.array(usage),
  learned: z.array(learned),
  kept: z.array(kept),
  /** At most ten, and only those that were used. */
  mostUsed: z.array(mostUsed),
})
export type Statistic = z.infer<typeof statistic>

export const statistics = {
  /** `starts`: when each week, or whatever is counted, begins; ascending. */
  get: route.input(scope.extend({ starts: z.array(time).min(1).max(120) })).output(statistic),
}
