// What one listener has not read yet. It never grows beyond its limit: what can be joined is joined, and a listener
// that is further behind than that is let go, so that it joins again and begins with what is there then.

export interface EventQueue<T> {
  push(event: T): void
  /** What was pushed is still read, then the reading ends. */
  end(): void
  events: AsyncIterableIterator<T>
}

export interface EventQueueOptions<T> {
  /** Joins an event to the last one that was not read; null when that is not possible. */
  join(last: T, next: T): T | null
  limit: number
  /** Called once, when nothing will be read any more. */
  onEnd(): void
}

export function createEventQueue<T>({ join, limit, onEnd }: EventQueueOptions<T>): EventQueue<T> {
  const unread: T[] = []
  const readers: ((result: IteratorResult<T, undefined>) => void)[] = []
  let isEnded = false

  function end(): void {
    if (isEnded) return
    isEnded = true
    for (const answer of readers.splice(0)) answer({ done: true, value: undefined })
    onEnd()
  }

  function push(event: T): void {
    if (isEnded) return
    const reader = readers.shift()
    if (reader) {
      reader({ done: false, value: event })
      return
    }
    const last = unread.at(-1)
    const joined = last === undefined ? null : join(last, event)
    if (joined !== null) unread[unread.length - 1] = joined
    else if (unread.length < limit) unread.push(event)
    else {
      unread.length = 0
      end()
    }
  }

  const events: AsyncIterableIterator<T> = {
    next() {
      const event = unread.shift()
      if (event !== undefined) return Promise.resolve({ done: false, value: event })
      if (isEnded) return Promise.resolve({ done: true, value: undefined })
      return new Promise((resolve) => readers.push(resolve))
    },
    return() {
      unread.length = 0
      end()
      return Promise.resolve({ done: true, value: undefined })
    },
    [Symbol.asyncIterator]: () => events,
  }
  return { push, end, events }
}
