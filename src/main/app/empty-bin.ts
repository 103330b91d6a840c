// What was deleted can be restored for a month; after that somebody has to take it out. Once a day, when nothing is being
// answered, and in parts: whoever asks for something in between waits for one part at most.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../database/call'

export interface BinParts {
  call: Call
  /** Resolves when no answer is being written. */
  untilIdle: () => Promise<void>
  /** False while the database can only be read. */
  canStore: () => boolean
  log: (event: string, error: unknown) => void
  pace?: BinPace
}

/** In milliseconds, but for the part. */
export interface BinPace {
  /** From the start: then there is other work. */
  first: number
  between: number
  every: number
  /** After a failure. */
  again: number
  /** Rows of each kind. */
  part: number
}

const usual: BinPace = { first: 120_000, between: 1_000, every: 86_400_000, again: 3_600_000, part: 100 }

/** @returns ends it; what was begun is done then */
export function startEmptyingBin({ call, untilIdle, canStore, log, pace = usual }: BinParts): () => Promise<void> {
  const closing = new AbortController()
  const { signal } = closing
  const closed = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))

  async function empty(): Promise<void> {
    while (!signal.aborted) {
      await Promise.race([untilIdle(), closed])
      if (signal.aborted || !canStore()) return
      const [count] = await call('ai_purge_deleted', { max_rows: pace.part })
      if (!count || !Object.values(count).some((number) => number !== null && number > 0)) return
      await pause(pace.between, signal)
    }
  }

  async function run(): Promise<void> {
    await pause(pace.first, signal)
    while (!signal.aborted) {
      const rest = await empty().then(
        () => pace.every,
        (error: unknown) => {
          if (!signal.aborted) log('what was deleted long ago could not be removed', error)
          return pace.again
        },
      )
      await pause(rest, signal)
    }
  }

  const running = run()
  return async () => {
    closing.abort()
    await running
  }
}

/** Keeps nobody from ending, and ends with the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { ref: false, signal }).catch(() => {})
}
