// Vectors of messages on their way into the rows of these, before them or after.
import type { Call } from '../database/call'
import { inBatches } from './in-batches'
import type { PendingVectors } from './pending-vectors'
import { toVectorText } from './pooled-vector'
import { hashOfSaid } from './vector-rows'

export interface GivenVector {
  id: string
  vector: readonly number[]
  /** The text it was made of. */
  said?: string | undefined
}

/** Vectors in one call: some 20 kB each. */
export const VECTORS_AT_ONCE = 100
/** How long a turn may take from its vectors to its messages. */
const SAVED_WITHIN = 1_000

export function toRow({ id, vector }: GivenVector, model: string) {
  return { id, embedding: toVectorText(vector), model }
}

export class MessageVectors {
  readonly #call: Call
  readonly #model: string
  readonly #pending: PendingVectors
  /** Those that wait, but whose messages may be there after all. */
  readonly #ahead = new Map<string, GivenVector>()
  #looking: NodeJS.Timeout | undefined

  constructor(call: Call, model: string, pending: PendingVectors) {
    this.#call = call
    this.#model = model
    this.#pending = pending
  }

  /** They wait for their messages. When these do not come soon, `look` is called. */
  keep(given: GivenVector[], look: () => void): void {
    for (const vector of given) {
      this.#pending.put(vector.id, vector.vector, this.#model)
      this.#ahead.set(vector.id, vector)
    }
    clearTimeout(this.#looking)
    this.#looking = setTimeout(look, SAVED_WITHIN)
    // Nobody stays for it: what is not stored is found by the next backfill.
    this.#looking.unref()
  }

  /** Those that were kept and wait still are stored where their messages are there. */
  async settle(): Promise<void> {
    clearTimeout(this.#looking)
    const ahead = [...this.#ahead.values()]
    this.#ahead.clear()
    const waiting = this.#pending.take(ahead.map(({ id }) => id))
    for (const [id, { vector, model }] of waiting) this.#pending.put(id, vector, model)
    const left = ahead.filter(({ id }) => waiting.has(id))
    const missing = new Set(await this.place(left))
    // Messages that came meanwhile took theirs from there: two that write the same do no harm.
    this.#pending.take(left.filter((given) => !missing.has(given)).map(({ id }) => id))
  }

  async placeOrKeep(given: GivenVector[]): Promise<void> {
    for (const { id, vector } of await this.place(given)) this.#pending.put(id, vector, this.#model)
  }

  /** Stores them with their messages, and answers those that found none that says what they were made of. */
  async place(given: GivenVector[]): Promise<GivenVector[]> {
    const placed = new Set<string | null>()
    for (const batch of inBatches(given, VECTORS_AT_ONCE)) {
      const rows = batch.map((vector) => ({
        ...toRow(vector, this.#model),
        ...(vector.said !== undefined && { said_hash: hashOfSaid(vector.said) }),
      }))
      for (const { message_id: id } of await this.#call('ai_place_embeddings', { rows })) placed.add(id)
    }
    return given.filter(({ id }) => !placed.has(id.toLowerCase()))
  }

  async writeWaiting(messageIds: readonly string[]): Promise<void> {
    const waiting = this.#pending.take(messageIds)
    await this.placeOrKeep([...waiting].map(([id, { vector }]) => ({ id, vector })))
  }

  forget(messageIds: readonly string[]): void {
    this.#pending.take(messageIds)
    for (const id of messageIds) this.#ahead.delete(id)
  }
}
