// What both APIs share: an answer becomes a list of events, and some of them wait at the gate.
import type { Answer } from './script'

/** One server-sent event. `piece` marks those that carry a piece of text: they are delayed and held at the gate. */
export interface StreamEvent {
  name?: string
  data: unknown
  piece?: true
}

/** One API's way of saying the same answer. */
export interface Dialect {
  /** Everything up to the end of the content. */
  content(): StreamEvent[]
  /** The proper end, without what `ending` asks to leave out. */
  finish(): StreamEvent[]
  /** An error object as this API puts it into a stream. */
  error(error: { message: string; type?: string; code?: string | number | null }): StreamEvent
  /** The same answer in one piece. */
  whole(): unknown
}

export interface DialectInput {
  answer: Answer
  model: string
  /** Counts the requests, so that ids are the same in every run of a test. */
  index: number
}

export function toServerSentEvent(event: StreamEvent): string {
  const data = typeof event.data === 'string' ? event.data : JSON.stringify(event.data)
  return `${event.name ? `event: ${event.name}\n` : ''}data: ${data}\n\n`
}
