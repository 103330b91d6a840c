// For tests: what somebody sees who only listens.
import type { ChatEvent, Message } from '../../../shared/contract/chat'
import { textOfContent } from '../../../shared/domain/message'
import type { MessagePart } from '../../../shared/domain/message'

export interface View {
  /** The parts of the run on screen. */
  parts: MessagePart[]
  /** Once the run is over: what is stored. */
  finished: Message | null
  events: ChatEvent[]
}

/** Shows one event after another, as a screen would. */
export function show(view: View, event: ChatEvent): void {
  view.events.push(event)
  switch (event.type) {
    case 'snapshot':
      view.parts = structuredClone(event.run?.message.content.parts ?? [])
      return
    case 'started':
      view.parts = structuredClone(event.run.message.content.parts)
      return
    case 'delta': {
      const part = view.parts[event.partIndex]
      const field = event.kind === 'text' ? 'text' : 'reasoning'
      if (!part) view.parts[event.partIndex] = { type: event.kind, [field]: event.text }
      else if (part.type !== event.kind) throw new Error(`a ${event.kind} delta for a ${part.type} part`)
      else Object.assign(part, { [field]: String((part as Record<string, unknown>)[field]) + event.text })
      return
    }
    case 'part':
      if (event.partIndex > view.parts.length) throw new Error('a part beyond the end')
      view.parts[event.partIndex] = structuredClone(event.part) as MessagePart
      return
    case 'finished':
      view.finished = event.message
      view.parts = structuredClone(event.message.content.parts)
      return
    // None of them changes what is said.
    case 'progress':
    case 'pathChanged':
    case 'waitingChanged':
  }
}

export function emptyView(): View {
  return { parts: [], finished: null, events: [] }
}

/** Watches in the background until the events end. */
export function watching(events: AsyncIterable<ChatEvent>): View & { ended: Promise<void> } {
  const view = emptyView()
  const ended = (async () => {
    for await (const event of events) show(view, event)
  })()
  return Object.assign(view, { ended })
}

export function textOn(view: View): string {
  return textOfContent({ parts: view.parts.filter(Boolean) })
}

/** Waits without timers, where they are not real. */
export async function flushed(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000 && !done(); turn += 1) await new Promise((resolve) => setImmediate(resolve))
  if (!done()) throw new Error('it did not happen')
}
