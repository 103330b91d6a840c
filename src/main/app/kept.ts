// What waits for the project of the profile that is open, for the account that is open.
import type { Kept } from '../router/context'
import type { KeptMessage, Outbox } from '../profiles/outbox'

interface Parts {
  outbox: Outbox
  userId(): string
  /** Something of this thread waits, or waits no more. */
  onChange(threadId: string): void
  /** Tries to reach the project, and sends what waits, what was refused before included. */
  sendNow(): Promise<void>
}

export function createKept({ outbox, userId, onChange, sendNow }: Parts): Kept {
  const own = () => outbox.list().filter((message) => message.userId === userId())
  return {
    list: () => own().map(asWaiting),
    async keep(message) {
      const keptAt = new Date().toISOString()
      await outbox.keep({ ...message, userId: userId(), keptAt, failure: null })
      onChange(message.threadId)
    },
    sendNow,
    async takeBack(messageId) {
      const threadId = own().find((message) => message.messageId === messageId)?.threadId
      if (threadId === undefined || !(await outbox.remove(messageId))) return false
      onChange(threadId)
      return true
    },
  }
}

function asWaiting({ messageId, threadId, personaId, text, attachments, keptAt, failure }: KeptMessage) {
  return {
    id: messageId,
    threadId,
    text,
    attachments,
    createdAt: keptAt,
    waitsFor: null,
    kept: { personaId, failure },
  }
}
