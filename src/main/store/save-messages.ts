// Whole messages on their way in: all of them are saved or none, with the vectors that were here before them.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { personaOf, requireUuid } from './owner'
import type { PendingVector, PendingVectors } from './pending-vectors'
import { fromMastraMessage, text, toMastraMessage, toThread } from './rows'
import { checked, refused } from './storage-errors'

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
  // However it was spelt, the database gives it back in small letters.
  const last = new Map(messages.map((message) => [message.id.toLowerCase(), message]))
  const rows = checked(OPERATION, () => new Map([...last].map(([id, message]) => [id, fromMastraMessage(message)])))
  const vectors = pending?.take([...last.keys()])
  try {
    const [batch] = await call('ai_store_messages', {
      messages: [...rows].map(([id, row]) => ({ ...row, ...embedding(vectors?.get(id)) })),
    })
    return {
      messages: (batch?.messages ?? []).map((saved) => {
        const { role, content } = rows.get(text(saved.message_id)) ?? unexpected()
        return toMastraMessage({ ...saved, role, content })
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

function unexpected(): never {
  throw new TypeError('the database saved a message that was not sent')
}
