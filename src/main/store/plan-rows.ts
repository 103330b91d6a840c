// Rows of the database → the types of the plan: moments stay text, as exact as the database has them.
import type { Database, Json } from '../database/database.types'
import type { MastraMemory, MastraMessage, MastraThread, MessagePart } from './mapping'
import { text } from './rows'
import type { StoredThreadRow, ThreadRow } from './rows'

type Views = Database['public']['CompositeTypes']
export type SaidRow = Pick<Views['ai_stored_message'], 'message_id' | 'thread_id' | 'role' | 'content' | 'created_at'>
export type MemoryRow = Pick<
  Views['ai_memory_match'],
  'memory_id' | 'resource_key' | 'memory_type' | 'content' | 'content_json' | 'importance' | 'created_at'
>

export function toPlanThread(row: ThreadRow | StoredThreadRow): MastraThread {
  return {
    id: text(row.thread_id),
    title: row.title,
    resourceId: text(row.resource_key),
    createdAt: text(row.created_at),
    updatedAt: text(row.updated_at),
  }
}

export function toPlanMessage(row: SaidRow, similarity?: number | null): MastraMessage {
  return {
    id: text(row.message_id),
    threadId: text(row.thread_id),
    role: text(row.role) as MastraMessage['role'],
    content: partsOf(row.content),
    createdAt: text(row.created_at),
    ...(typeof similarity === 'number' && { similarity }),
  }
}

export function toPlanMemory(row: MemoryRow): MastraMemory {
  return {
    id: text(row.memory_id),
    resourceId: text(row.resource_key),
    type: text(row.memory_type),
    content: text(row.content),
    contentJson: row.content_json,
    importance: row.importance ?? 'normal',
    createdAt: text(row.created_at),
  }
}

/** The plan knows the parts; around them Mastra has a version and what belongs to the message as a whole. */
function partsOf(content: Json): MessagePart[] {
  if (Array.isArray(content)) return content as MessagePart[]
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  const parts = typeof content === 'object' && content !== null ? content['parts'] : undefined
  return Array.isArray(parts) ? (parts as MessagePart[]) : []
}
