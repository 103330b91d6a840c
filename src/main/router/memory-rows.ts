// Memories and proposals as the contract says them. What the extraction knows besides stands in their data.
import { memory, memoryUse, memoryVersion, proposal } from '../../shared/contract/memories'
import type { Memory, MemoryUse, MemoryVersion, Proposal } from '../../shared/contract/memories'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database, Json } from '../database/database.types'

export type MemoryRow = Database['public']['CompositeTypes']['ai_memory_view']
type VersionRow = Database['public']['CompositeTypes']['ai_memory_version_view']
type UseRow = Database['public']['CompositeTypes']['ai_use_view']
export type ProposalRow = Database['public']['CompositeTypes']['ai_proposal_view']

const relations = ['updates', 'contradicts', 'resembles'] as const

export function toMemory(row: MemoryRow): Memory {
  const data = dataOf(row.content_json)
  return memory.parse({
    id: row.memory_id,
    personaId: row.persona_id,
    kind: row.memory_type,
    content: row.content,
    importance: row.importance,
    pinned: row.pinned ?? false,
    quote: textIn(data, 'kith_quote'),
    isAutomatic: data['kith_automatic'] === true,
    sourceThreadId: row.source_thread_id,
    sourceMessageId: row.source_message_id,
    version: row.version,
    createdAt: row.created_at && toWireTime(row.created_at),
    updatedAt: row.updated_at && toWireTime(row.updated_at),
    status: row.status,
    mergedInto: row.merged_into,
    deletedAt: row.deleted_at && toWireTime(row.deleted_at),
    usedCount: row.used_count ?? 0,
    lastUsedAt: row.last_used_at && toWireTime(row.last_used_at),
  })
}

export function toVersion(row: VersionRow): MemoryVersion {
  return memoryVersion.parse({
    version: row.version,
    kind: row.memory_type,
    content: row.content,
    importance: row.importance,
    status: row.status,
    pinned: row.pinned ?? false,
    changedAt: row.changed_at && toWireTime(row.changed_at),
    changedBy: row.changed_by,
  })
}

export function toUse(row: UseRow): MemoryUse {
  return memoryUse.parse({
    runId: row.run_id,
    threadId: row.thread_id,
    threadTitle: row.thread_title,
    messageId: row.message_id,
    usedAt: row.used_at && toWireTime(row.used_at),
    used: row.used ?? false,
  })
}

/** The words of a metadata entry "tags", whatever else stands in it. */
export function toTags(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return []
  return [...new Set(value.filter((one) => typeof one === 'string' && one.trim() !== '') as string[])]
}

/** @param known the memories that proposals name, as far as they are still there. */
export function toProposal(row: ProposalRow, known: ReadonlyMap<string | null, MemoryRow>): Proposal {
  const data = dataOf(row.content_json)
  const relation = relations.find((name) => textIn(data, `kith_${name}`) !== null)
  const other = known.get(relatedIdOf(row))
  const isNear = other?.persona_id === row.persona_id && other?.status === 'active' && other.memory_type !== 'working'
  return proposal.parse({
    id: row.memory_id,
    personaId: row.persona_id,
    kind: row.memory_type,
    content: row.content,
    importance: row.importance,
    quote: textIn(data, 'kith_quote'),
    related: relation && other && isNear ? { relation, memory: toMemory(other) } : null,
    sourceThreadId: row.source_thread_id,
    sourceMessageId: row.source_message_id,
    createdAt: row.created_at && toWireTime(row.created_at),
  })
}

export function relatedIdOf({ content_json }: ProposalRow): string | null {
  const data = dataOf(content_json)
  const id = relations.map((name) => textIn(data, `kith_${name}`)).find((one) => one !== null)
  return id !== undefined && /^[0-9a-f-]{36}$/.test(id ?? '') ? id : null
}

function dataOf(json: Json | null): Record<string, unknown> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}

function textIn(data: Record<string, unknown>, name: string): string | null {
  const value = data[name]
  return typeof value === 'string' && value !== '' ? value : null
}
