// Sends what waited for the project, now that it can be reached: in the order it was written, each once.
import type { Assistant } from '../assistant'
import type { KeptMessage, Outbox } from '../profiles/outbox'
import { KithError } from '../../shared/errors'
import { log } from '../diagnostics/log'

interface Parts {
  outbox: Pick<Outbox, 'list' | 'remove' | 'note'>
  assistant: Pick<Assistant, 'send' | 'waiting'>
  userId: string
  /** Something of this thread waits no more, or waits otherwise. */
  onChange(threadId: string): void
}

/**
 * Stops where the project is gone again. What the project refuses stays, with its reason, and so does what was written behind it in
 * the same thread.
 * @param again sends what was refused, too
 */
export async function sendKept({ outbox, assistant, userId, onChange }: Parts, again = false): Promise<void> {
  const held = new Set<string>()
  for (const message of outbox.list().filter((one) => one.userId === userId)) {
    const { messageId, threadId, failure } = message
    if (held.has(threadId) || (failure && !again)) {
      held.add(threadId)
      continue
    }
    try {
      await send(assistant, message)
      await outbox.remove(messageId)
    } catch (error) {
      if (!(error instanceof KithError)) throw error
      if (error.code === 'DATABASE_UNREACHABLE' || error.code === 'NOT_SIGNED_IN') return
      log.error('a message that waited for the project was refused', error)
      held.add(threadId)
      await outbox.note(messageId, error.toFailure())
    } finally {
      onChange(threadId)
    }
  }
}

/** While the thread is being answered it waits there, where the database sends it next. */
async function send(assistant: Parts['assistant'], message: KeptMessage): Promise<void> {
  const { messageId, threadId, text, attachments } = message
  const said = { threadId, messageId, text, attachments }
  // It had arrived, and only the answer to that was lost.
  if ((await assistant.waiting.list(threadId)).some(({ id }) => id === messageId)) return
  try {
    await assistant.send({ ...said, personaId: message.personaId, remembers: message.remembers })
  } catch (error) {
    if (!(error instanceof KithError) || error.code !== 'RUN_IN_PROGRESS') throw error
    await assistant.waiting.add(said)
  }
}
