// Rows of the database ↔ Mastra's types. Content goes through whole, in both directions.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { StorageResourceType } from '@mastra/core/storage'
import type { Database, Json } from '../database/database.types'
import { toStorableJson } from './storable-json'

type Views = Database['public']['CompositeTypes']
export type ThreadRow = Views['ai_thread_view']
export type StoredThreadRow = Views['ai_stored_thread']
export type MessageRow = Views['ai_message_view']
export type StoredMessageRow = Views['ai_stored_message']
export type TurnRow = Views['ai_turn']
export type WorkingMemoryRow = Views['ai_working_memory_view']

/** Mastra says '' where a thread has no name yet. */
export function toThread(row: ThreadRow | StoredThreadRow): StorageThreadType {
  return {
    id: text(row.thread_id),
    title: row.title ?? '',
    resourceId: text(row.resource_key),
    createdAt: date(row.created_at),
    updatedAt: date(row.updated_at),
    metadata: object(row.metadata),
  }
}

/** What is needed of a row to make a message of it. */
export type SaidRow = Omit<StoredMessageRow, 'seq' | 'status'>

export function toMastraMessage(row: SaidRow): MastraDBMessage {
  const { type, content } = withoutType(row.content)
  return {
    id: text(row.message_id),
    role: text(row.role) as MastraDBMessage['role'],
    createdAt: date(row.created_at),
    threadId: text(row.thread_id),
    resourceId: text(row.resource_key),
    ...(type !== undefined && { type }),
    content: content as unknown as MastraDBMessage['content'],
  }
}

/** One element of the argument of `ai_store_messages`. */
export function fromMastraMessage(message: MastraDBMessage) {
  return {
    message_id: message.id,
    thread_id: message.threadId ?? null,
    resource_key: message.resourceId ?? null,
    role: message.role,
    content: withType(toStorableJson(message.content), message.type),
    created_at: moment(message.createdAt),
  }
}

// Mastra's signals have a type beside their content, and other messages might. A row has one place for both.
const TYPE = 'messageType'

export function withType(content: Json, type: string | undefined): Json {
  return type !== undefined && isObject(content) ? { ...content, [TYPE]: type } : content
}

function withoutType(content: Json | null): { type?: string; content: Json | null } {
  if (!isObject(content) || typeof content[TYPE] !== 'string') return { content }
  const { [TYPE]: type, ...rest } = content
  return { type, content: rest }
}

/** A moment as the database reads it. Throws TypeError for what is none. */
export function moment(value: Date | string): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) throw new TypeError(`${String(value)} is not a date`)
  return at.toISOString()
}

export function toResource(row: WorkingMemoryRow): StorageResourceType {
  return {
    id: text(row.resource_key),
    workingMemory: row.content ?? '',
    metadata: object(row.metadata),
    createdAt: date(row.created_at),
    updatedAt: date(row.updated_at),
  }
}

// The generator calls every field of a composite type nullable; these never are.
export function text(value: string | null): string {
  if (value === null) throw new TypeError('the database left out a field that is never empty')
  return value
}

export function date(value: string | null): Date {
  return new Date(text(value))
}

function object(value: Json | null): Record<string, unknown> {
  return isObject(value) ? value : {}
}

function isObject(value: Json | null): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
