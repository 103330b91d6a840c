// Answers that are being streamed: how many at once, and how they are ended from outside.
import { ApiProblem } from './problem'

export interface StreamLimits {
  perCaller: number
  together: number
}

export const streamLimits: StreamLimits = { perCaller: 16, together: 128 }

export interface OpenStream {
  /** Ends it from outside: a key was taken back or is over, its owner signed out, the API was switched off. */
  signal: AbortSignal
  close(): void
}

export interface Streams {
  /** Throws TOO_MANY_STREAMS. */
  open(caller: { id: string; endsAt: number | null }): OpenStream
  endOf(callerId: string): void
  endAll(): void
  count(): number
}

export function createStreams({ perCaller, together }: StreamLimits): Streams {
  const byCaller = new Map<string, Set<AbortController>>()
  const count = () => [...byCaller.values()].reduce((sum, { size }) => sum + size, 0)

  function endOf(callerId: string): void {
    for (const stream of byCaller.get(callerId) ?? []) stream.abort()
    byCaller.delete(callerId)
  }

  return {
    open({ id: callerId, endsAt }) {
      const present = byCaller.get(callerId) ?? new Set()
      if (present.size >= perCaller) throw new ApiProblem('TOO_MANY_STREAMS', { limit: perCaller })
      if (count() >= together) throw new ApiProblem('TOO_MANY_STREAMS', { limit: together })
      const stream = new AbortController()
      byCaller.set(callerId, present.add(stream))
      const timer = endsAt === null ? undefined : endLater(stream, endsAt)
      return {
        signal: stream.signal,
        close() {
          clearTimeout(timer)
          present.delete(stream)
          if (present.size === 0 && byCaller.get(callerId) === present) byCaller.delete(callerId)
        },
      }
    },
    endOf,
    endAll() {
      for (const callerId of byCaller.keys()) endOf(callerId)
    },
    count,
  }
}

/** A timer takes no more than 24 days; no stream lasts that long. */
function endLater(stream: AbortController, endsAt: number): NodeJS.Timeout | undefined {
  const left = endsAt - Date.now()
  return left < 2 ** 31 ? setTimeout(() => stream.abort(), left).unref() : undefined
}
