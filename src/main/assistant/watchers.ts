// Who watches which thread. Joining and the first event are one step, so nothing is missed in between or told twice.
import type { ChatEvent } from '../../shared/contract/chat'
import { createEventQueue } from './event-queue'
import type { EventQueue } from './event-queue'

/** Texts that follow each other are one event, so a whole answer behind is a handful. */
const MOST_UNREAD = 500

export interface Watchers {
  /** Ends with the signal, when the reader stops, and when the reader is hopelessly behind. */
  join(threadId: string, snapshot: ChatEvent, signal: AbortSignal | undefined): AsyncIterableIterator<ChatEvent>
  tell(threadId: string, event: ChatEvent): void
  /** Lets everybody read what there is and go. */
  close(): void
}

export function createWatchers(): Watchers {
  const queues = new Map<string, Set<EventQueue<ChatEvent>>>()

  function leave(threadId: string, queue: EventQueue<ChatEvent>): void {
    const others = queues.get(threadId)
    others?.delete(queue)
    if (others?.size === 0) queues.delete(threadId)
  }

  return {
    join(threadId, snapshot, signal) {
      const stop = () => queue.end()
      const queue = createEventQueue<ChatEvent>({
        join: joinDeltas,
        limit: MOST_UNREAD,
        onEnd: () => {
          signal?.removeEventListener('abort', stop)
          leave(threadId, queue)
        },
      })
      queues.set(threadId, (queues.get(threadId) ?? new Set()).add(queue))
      queue.push(snapshot)
      if (signal?.aborted) stop()
      else signal?.addEventListener('abort', stop)
      return queue.events
    },
    tell(threadId, event) {
      for (const queue of queues.get(threadId) ?? []) queue.push(event)
    },
    close() {
      for (const queue of [...queues.values()].flatMap((some) => [...some])) queue.end()
    },
  }
}

/** Text that continues the same part. */
function joinDeltas(last: ChatEvent, next: ChatEvent): ChatEvent | null {
  if (last.type !== 'delta' || next.type !== 'delta') return null
  const continues = last.runId === next.runId && last.partIndex === next.partIndex && last.kind === next.kind
  return continues ? { ...last, text: last.text + next.text } : null
}
