// What stands in the conversation: the stored messages and, once, the answer that is being written.
import type { Message } from '../../../shared/contract/chat'

export interface ShownMessage {
  message: Message
  /** It is being written: its content comes from the run. */
  isLive: boolean
  /** The first one, and the first after a pause. */
  showsTime: boolean
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
  return messages.map((message, index) => {
    const before = messages[index - 1]
    const pause = before ? Date.parse(message.createdAt) - Date.parse(before.createdAt) : Infinity
    return { message, isLive: message.id === live?.id, showsTime: pause > pauseMilliseconds }
  })
}
