// What a turn reads, kept for a moment: Mastra asks for the same thread up to four times in a turn, and for the notes and
// the history right after. Writes through the store keep it right; what others write is seen when the moment is over.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { StorageResourceType } from '@mastra/core/storage'

export interface OpenTurn {
  thread: StorageThreadType
  /** The notes of the thread's persona; null when there are none. */
  resource: StorageResourceType | null
  /** Newest first. */
  history: MastraDBMessage[]
  hasMore: boolean
}

interface Kept<T> {
  value: T
  until: number
}

export class RecentTurns {
  readonly #keepFor: number
  readonly #threads = new Map<string, Kept<StorageThreadType | null>>()
  readonly #resources = new Map<string, Kept<StorageResourceType | null>>()
  readonly #histories = new Map<string, Kept<{ messages: MastraDBMessage[]; hasMore: boolean }>>()
  /** Changes with every write: what was read before or while something was written is not kept. */
  #version = 0
  #writing = 0

  constructor(keepFor: number) {
    this.#keepFor = keepFor
  }

  /** Undefined: not known. Null: it was missing a moment ago. */
  thread(threadId: string): StorageThreadType | null | undefined {
    return copyOf(this.#threads.get(threadId))
  }

  /** Undefined: not known. Null: there are none. */
  resource(resourceId: string): StorageResourceType | null | undefined {
    return copyOf(this.#resources.get(resourceId))
  }

  /** The newest `count` messages, once: who asks again wants to know what is new. */
  takeHistory(threadId: string, count: number): { messages: MastraDBMessage[]; hasMore: boolean } | undefined {
    const kept = this.#histories.get(threadId)
    if (!kept || kept.until <= performance.now()) return undefined
    const { messages, hasMore } = kept.value
    if (hasMore && messages.length < count) return undefined
    this.#histories.delete(threadId)
    return { messages: messages.slice(0, count), hasMore: hasMore || messages.length > count }
  }

  /** Reads a turn and keeps it, unless something was written meanwhile. */
  async read(threadId: string, work: () => Promise<OpenTurn | null>): Promise<StorageThreadType | null> {
    const version = this.#version
    const turn = await work()
    if (version === this.#version && this.#writing === 0) this.#keep(threadId, turn)
    return structuredClone(turn?.thread ?? null)
  }

  /** Writes, and keeps what is known afterwards instead of what was known before. */
  async write<T>(work: () => Promise<T>, after: (written: T) => Partial<OpenTurn>[] = () => []): Promise<T> {
    this.#writing += 1
    this.forget()
    const version = this.#version
    let known: Partial<OpenTurn>[] = []
    try {
      const written = await work()
      // With two at once, nobody here knows which of them the database did last.
      if (this.#writing === 1 && version === this.#version) known = after(written)
      return written
    } finally {
      this.forget()
      this.#writing -= 1
      for (const part of known) this.#keepPart(part)
    }
  }

  #keep(threadId: string, turn: OpenTurn | null): void {
    this.#dropOld()
    this.#put(this.#threads, threadId, turn?.thread ?? null)
    if (!turn) return
    this.#put(this.#resources, turn.thread.resourceId, turn.resource)
    this.#put(this.#histories, threadId, { messages: turn.history, hasMore: turn.hasMore })
  }

  #keepPart({ thread, resource, history, hasMore = false }: Partial<OpenTurn>): void {
    if (thread) this.#put(this.#threads, thread.id, thread)
    if (resource !== undefined) {
      const id = resource?.id ?? thread?.resourceId
      if (id) this.#put(this.#resources, id, resource)
    }
    if (thread && history) this.#put(this.#histories, thread.id, { messages: history, hasMore })
  }

  #put<T>(kept: Map<string, Kept<T>>, key: string, value: T): void {
    if (this.#keepFor > 0) kept.set(key, { value, until: performance.now() + this.#keepFor })
  }

  /** What is read next is read from the database. */
  forget(): void {
    this.#version += 1
    for (const kept of [this.#threads, this.#resources, this.#histories]) kept.clear()
  }

  #dropOld(): void {
    const now = performance.now()
    for (const kept of [this.#threads, this.#resources, this.#histories]) {
      for (const [key, { until }] of kept) if (until <= now) kept.delete(key)
    }
  }
}

function copyOf<T>(kept: Kept<T> | undefined): T | undefined {
  return kept && kept.until > performance.now() ? structuredClone(kept.value) : undefined
}
