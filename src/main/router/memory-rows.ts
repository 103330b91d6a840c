// Memories and proposals as the contract says them. What the extraction knows besides stands in their data.
import { memory, proposal } from '../../shared/contract/memories'
import type { Memory, Proposal } from '../../shared/contract/memories'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database, Json } from '../database/database.types'

export type MemoryRow = Database['public']['CompositeTypes']['ai_memory_view']
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
  })
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
