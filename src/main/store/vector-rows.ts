// Messages and memories near a vector, as Mastra's results: what it would have stored beside the vector is read from the
// row, which is never out of date.
import { createHash } from 'node:crypto'
import type { QueryResult } from '@mastra/core/vector'
import type { Database, Json } from '../database/database.types'
import { toStorableText } from '../../shared/domain/stored-text'

type Views = Database['public']['CompositeTypes']

export function toMessageResult(row: Views['ai_message_match']): QueryResult {
  return {
    id: row.message_id ?? '',
    score: row.similarity ?? 0,
    metadata: {
      message_id: row.message_id,
      thread_id: row.thread_id,
      resource_id: row.resource_key,
      role: row.role,
      content: saidIn(row.content),
      created_at: isoDate(row.created_at),
    },
  }
}

export function toMemoryResult(row: Views['ai_memory_match']): QueryResult {
  return {
    id: row.memory_id ?? '',
    score: row.similarity ?? 0,
    metadata: {
      memory_id: row.memory_id,
      resource_id: row.resource_key,
      memory_type: row.memory_type,
      content: row.content,
      importance: row.importance,
      source_thread_id: row.source_thread_id,
      created_at: isoDate(row.created_at),
      updated_at: isoDate(row.updated_at),
    },
  }
}

/** What `kith.says` compares: Mastra and the database join the texts of a message with blanks of different kinds. */
export function hashOfSaid(said: string): string {
  return createHash('md5')
    .update(toStorableText(said).replace(/[\s\u0085]/g, ''))
    .digest('hex')
}

/** All that a message says, in text. */
function saidIn(content: Json): string {
  if (typeof content === 'string') return content
  const parts = Array.isArray(content) ? content : (content as { parts?: Json } | null)?.parts
  if (!Array.isArray(parts)) return ''
  return parts.flatMap((part) => textOf(part) ?? []).join('\n\n')
}

function textOf(part: Json): string | undefined {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return
  return part['type'] === 'text' && typeof part['text'] === 'string' ? part['text'] : undefined
}

function isoDate(value: string | null): string | null {
  return value === null ? null : new Date(value).toISOString()
}
