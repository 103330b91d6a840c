// The newest of something, for everybody who watches it.
import { createEventQueue } from '../event-queue'
import type { EventQueue } from '../event-queue'

export function createBroadcast<T>() {
  const queues = new Set<EventQueue<T>>()
  return {
    tell(value: T): void {
      for (const queue of queues) queue.push(value)
    },
    /** This at once, then what is told, until the signal or `close`. Whoever reads slowly reads the newest. */
    watch(present: T, signal: AbortSignal | undefined): AsyncIterable<T> {
      const stop = () => queue.end()
      const queue = createEventQueue<T>({
        join: (_last, next) => next,
        limit: 1,
        onEnd: () => {
          signal?.removeEventListener('abort', stop)
          queues.delete(queue)
        },
      })
      queues.add(queue)
      queue.push(present)
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop)
      return queue.events
    },
    close(): void {
      for (const queue of queues) queue.end()
    },
  }
}
