// Whole messages on their way in: all of them are saved or none, with the vectors that were here before them.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { personaOf, requireUuid } from './owner'
import type { PendingVector, PendingVectors } from './pending-vectors'
import { date, fromMastraMessage, text, toThread } from './rows'
import { refused } from './storage-errors'

const OPERATION = 'SAVE_MESSAGES'

export interface SavedMessages {
  messages: MastraDBMessage[]
  threads: StorageThreadType[]
}

/** Adds or replaces messages in one transaction. Of two with one id the last counts; what is there keeps its time. */
export async function saveMessages(
  call: Call,
  userId: string,
  messages: MastraDBMessage[],
  pending?: PendingVectors,
): Promise<SavedMessages> {
  for (const message of messages) requireSavable(message, userId)
  const last = new Map(messages.map((message) => [message.id, message]))
  const vectors = pending?.take([...last.keys()])
  try {
    const sent = new Map(
      [...last].map(([id, message]) => [id, { ...fromMastraMessage(message), ...embedding(vectors?.get(id)) }]),
    )
    const [batch] = await call('ai_store_messages', { messages: [...sent.values()] })
    return {
      messages: (batch?.messages ?? []).map((saved) => {
        const row = sent.get(text(saved.message_id))
        if (!row) throw new TypeError('the database saved a message that was not sent')
        return {
          id: text(saved.message_id),
          role: row['role'] as MastraDBMessage['role'],
          createdAt: date(saved.created_at),
          threadId: text(saved.thread_id),
          resourceId: text(saved.resource_key),
          content: row['content'] as unknown as MastraDBMessage['content'],
        }
      }),
      threads: (batch?.threads ?? []).map(toThread),
    }
  } catch (error) {
    // They wait for the next try.
    for (const [id, { vector, model }] of vectors ?? []) pending?.put(id, vector, model)
    throw error
  }
}

function requireSavable(message: MastraDBMessage, userId: string): void {
  if (!message.threadId) throw refused(OPERATION, `Message ${message.id} has no thread id`)
  if (!message.resourceId) throw refused(OPERATION, `Message ${message.id} has no resource id`)
  requireUuid(OPERATION, 'message', message.id)
  requireUuid(OPERATION, 'thread', message.threadId)
  personaOf(OPERATION, userId, message.resourceId)
}

function embedding(waiting: PendingVector | undefined): { [key: string]: Json } {
  return waiting ? { embedding: `[${waiting.vector.join(',')}]`, embedding_model: waiting.model } : {}
}
