// Says things to screen readers. One queue feeds two live regions: polite waits for a pause, assertive does not.

export type Urgency = 'polite' | 'assertive'

export interface Announcement {
  id: number
  text: string
}

export interface Announcer {
  announce(text: string, urgency?: Urgency): void
  /** Calls back with what the regions hold now, whenever that changes. */
  listen(listener: (shown: Record<Urgency, readonly Announcement[]>) => void): () => void
}

/** How long the queue gathers before it speaks: text put in faster than it can be said gets lost. */
const gatherMilliseconds = 500
/** Said lines are taken out, so that somebody who reads the page from top to bottom does not meet them. */
const keptMilliseconds = 5_000

export function createAnnouncer(later: (run: () => void, milliseconds: number) => void): Announcer {
  const waiting: Record<Urgency, string[]> = { polite: [], assertive: [] }
  let shown: Record<Urgency, readonly Announcement[]> = { polite: [], assertive: [] }
  const listeners = new Set<(value: typeof shown) => void>()
  let nextId = 1
  let isGathering = false

  function speak(): void {
    isGathering = false
    const next = { ...shown }
    for (const urgency of ['polite', 'assertive'] as const) {
      if (waiting[urgency].length === 0) continue
      const text = waiting[urgency].join(' ')
      waiting[urgency] = []
      next[urgency] = [...shown[urgency], { id: nextId++, text }]
    }
    show(next)
    const spoken = new Set([...next.polite, ...next.assertive].map(({ id }) => id))
    later(() => {
      const isStill = ({ id }: Announcement) => !spoken.has(id)
      show({ polite: shown.polite.filter(isStill), assertive: shown.assertive.filter(isStill) })
    }, keptMilliseconds)
  }

  function show(next: typeof shown): void {
    shown = next
    for (const listener of listeners) listener(shown)
  }

  return {
    announce(text, urgency = 'polite') {
      if (text.trim() === '') return
      waiting[urgency].push(text.trim())
      if (isGathering) return
      isGathering = true
      later(speak, gatherMilliseconds)
    },
    listen(listener) {
      listeners.add(listener)
      listener(shown)
      return () => listeners.delete(listener)
    },
  }
}

export const announcer = createAnnouncer((run, milliseconds) => setTimeout(run, milliseconds))
export const announce = announcer.announce
