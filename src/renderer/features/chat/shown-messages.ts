// What stands in the conversation: the stored messages and, once, the answer that is being written.
import type { Message } from '../../../shared/contract/chat'

export interface ShownMessage {
  message: Message
  /** It is being written: its content comes from the run. */
  isLive: boolean
  /** The first one, and the first after a pause. */
  showsTime: boolean
  /** The first of its day, by the calendar of whoever reads. Where nobody knows what came before it is not. */
  beginsDay: boolean
  /** Which one of the conversation it is, counted from 1; undefined where nobody knows. */
  place: number | undefined
}

const pauseMilliseconds = 10 * 60_000

/**
 * @param stored oldest first
 * @param live the answer being written, as it stood when it began
 */
export function shownMessages(stored: readonly Message[], live: Message | null): ShownMessage[] {
  const isStored = stored.some(({ id }) => id === live?.id)
  const messages = (live && !isStored ? [...stored, live] : stored).filter(
    ({ role }) => role === 'user' || role === 'assistant',
  )
  let before: ShownMessage | undefined
  return messages.map((message) => {
    const at = Date.parse(message.createdAt)
    const then = before ? Date.parse(before.message.createdAt) : undefined
    before = {
      message,
      isLive: message.id === live?.id,
      showsTime: then === undefined || at - then > pauseMilliseconds,
      beginsDay:
        then === undefined ? (message.place ?? 1) === 1 : new Date(at).toDateString() !== new Date(then).toDateString(),
      // What was stored this moment has not been read from the path yet.
      place: message.place ?? (before?.place && before.place + 1),
    }
    return before
  })
}
