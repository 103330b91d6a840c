import type { Message } from '../../shared/contract/chat'
import { contentOfText, messageRole, messageStatus } from '../../shared/domain/message'
import type { MessageContent, MessagePart } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import type { Database, Json } from '../database/database.types'

export type MessageRow = Database['public']['CompositeTypes']['ai_message_view']

/** A row of `ai_message_view` as the contract says it. Throws DATABASE_FAILED for a row that cannot be one. */
export function toMessage(row: MessageRow): Message {
  const role = messageRole.safeParse(row.role)
  const status = messageStatus.safeParse(row.status)
  if (!row.message_id || !row.thread_id || row.seq === null || !row.created_at || !role.success || !status.success) {
    throw new KithError('DATABASE_FAILED', { reason: 'It returned a message that is not whole.' })
  }
  return {
    id: row.message_id,
    threadId: row.thread_id,
    seq: row.seq,
    ...(row.depth !== null && row.selected && { place: row.depth + 1 }),
    role: role.data,
    content: toContent(row.content),
    status: status.data,
    createdAt: new Date(row.created_at).toISOString(),
    siblingIds: row.sibling_ids ?? [row.message_id],
  }
}

/** Other programs may have written a bare array of parts or a plain text; both are read, nothing is dropped. */
export function toContent(content: Json | null): MessageContent {
  if (typeof content === 'string') return contentOfText(content)
  if (Array.isArray(content)) return { format: 2, parts: content.map(toPart) }
  if (content === null || typeof content !== 'object') return { format: 2, parts: [] }
  const { parts, text } = content
  if (Array.isArray(parts)) return { ...content, format: 2, parts: parts.map(toPart) }
  return { ...content, format: 2, parts: typeof text === 'string' ? [{ type: 'text', text }] : [] }
}

function toPart(part: Json | undefined): MessagePart {
  if (typeof part === 'string') return { type: 'text', text: part }
  if (typeof part === 'object' && part !== null && !Array.isArray(part) && typeof part['type'] === 'string') {
    return part as MessagePart
  }
  return { type: 'unknown', value: part }
}
