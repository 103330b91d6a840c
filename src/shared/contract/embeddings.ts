// Finding what is meant, not only what is said: which model makes vectors of texts, and how far it is.
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { route, time, uuid } from './base'
import { failure } from './session'

/** None is a choice like the others, and the first one: then memory finds by words alone, and nothing leaves. */
export const embedderChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('provider'),
    providerId: uuid,
    model: z.string().trim().min(1).max(200),
    /** How many numbers a vector has, where the model leaves the choice; what it does by itself unless given. */
    dimensions: z.int().min(32).max(1_536).optional(),
  }),
])
export type EmbedderChoice = z.infer<typeof embedderChoice>

export const embeddingWork = z.discriminatedUnion('state', [
  /** No model is chosen. */
  z.object({ state: z.literal('off') }),
  /** Whatever the model takes has a vector. */
  z.object({ state: z.literal('done') }),
  z.object({ state: z.literal('working') }),
  /** The person wants it to wait. */
  z.object({ state: z.literal('paused') }),
  /** Something failed that may pass; it is tried again at that time. */
  z.object({ state: z.literal('waiting'), until: time, failure }),
  /** Something failed that will not pass by itself. */
  z.object({ state: z.literal('stopped'), failure }),
])
export type EmbeddingWork = z.infer<typeof embeddingWork>

export const embeddingsView = z.object({
  choice: embedderChoice,
  work: embeddingWork,
  /** Messages and memories, and how many of them have a vector of the present model; null before it was counted. */
  progress: z.object({ total: z.number(), embedded: z.number() }).nullable(),
  /** What the provider did not take since Kith started, by its beginning. It is found by its words. */
  skipped: z.array(z.object({ kind: z.enum(['message', 'memory']), id: uuid, beginning: z.string() })),
})
export type EmbeddingsView = z.infer<typeof embeddingsView>

export const embeddingsEstimate = z.object({
  /** What has no vector of this model yet. */
  messages: z.number(),
  memories: z.number(),
  /** About how many tokens these are. */
  tokens: z.number(),
  /** In US dollars, and of when the price is; null when no price is known. */
  cost: z.object({ dollars: z.number(), pricesOf: z.string() }).nullable(),
  /** How long the vectors of this model may be; empty when it leaves no choice. */
  dimensions: z.array(z.number()),
})
export type EmbeddingsEstimate = z.infer<typeof embeddingsEstimate>

const choiceInput = z.object({ choice: embedderChoice })

export const embeddings = {
  /** How it stands at once, then whenever that changes. */
  watch: route.output(eventIterator(embeddingsView)),
  /** From now on. Vectors of another model stay until they are replaced, and are compared with nothing. */
  choose: route.input(choiceInput).output(z.void()),
  /** Embeds one sentence. Saves nothing. Fails as a model does. */
  test: route.input(choiceInput).output(z.object({ dimensions: z.number(), milliseconds: z.number() })),
  /** What choosing it would mean. Asks nobody but the database. */
  estimate: route.input(choiceInput).output(embeddingsEstimate),
  pause: route.output(z.void()),
  /** Goes on now, whatever it was held by. */
  resume: route.output(z.void()),
}
