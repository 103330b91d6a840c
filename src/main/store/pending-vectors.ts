// Mastra's semantic recall stores the vector of a message before the message. Until `saveMessages` comes by with it, the
// vector waits here: the vector store puts, the message store takes.

const KEPT_FOR = 60_000

export interface PendingVector {
  /** 1,536 numbers. */
  vector: readonly number[]
  /** The embedding model that made it. */
  model: string
}

/**
 * Vectors without a message yet. One for each message id: a later one replaces an earlier one. Nothing is kept longer than
 * a minute, in which a turn has saved its messages or never will; a backfill finds what was lost.
 */
export class PendingVectors {
  readonly #waiting = new Map<string, PendingVector & { until: number }>()
  readonly #now: () => number

  constructor({ now = Date.now }: { now?: () => number } = {}) {
    this.#now = now
  }

  get size(): number {
    this.#dropOld()
    return this.#waiting.size
  }

  put(messageId: string, vector: readonly number[], model: string): void {
    this.#dropOld()
    // Anew, so that the oldest is always the first.
    this.#waiting.delete(messageId)
    this.#waiting.set(messageId, { vector, model, until: this.#now() + KEPT_FOR })
  }

  /** Those that wait for these messages. They wait no longer: whoever cannot use them puts them back. */
  take(messageIds: readonly string[]): Map<string, PendingVector> {
    this.#dropOld()
    const taken = new Map<string, PendingVector>()
    for (const id of messageIds) {
      const waiting = this.#waiting.get(id)
      if (!waiting) continue
      this.#waiting.delete(id)
      taken.set(id, { vector: waiting.vector, model: waiting.model })
    }
    return taken
  }

  #dropOld(): void {
    const now = this.#now()
    for (const [id, { until }] of this.#waiting) {
      if (until > now) break
      this.#waiting.delete(id)
    }
  }
}
