import { memoryPair, usedMemory } from '../../shared/contract/health'
import type { UsedMemory } from '../../shared/contract/health'
import { toStorableText } from '../../shared/domain/stored-text'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import { route } from './implement'
import { toMemory } from './memory-rows'
import type { MemoryRow } from './memory-rows'
import { scopeArgs } from './statistics'

const MOST_PAIRS = 100

export const health = {
  pairs: route.health.pairs.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    // One more than is shown tells whether there are more.
    const rows = await call('ai_find_memory_pairs', { ...scopeArgs(input), max_rows: MOST_PAIRS + 1 })
    const pairs = rows
      .slice(0, MOST_PAIRS)
      .map(({ older, newer, relation }) =>
        memoryPair.parse({ older: older && toUsed(older), newer: newer && toUsed(newer), relation }),
      )
    return { pairs, isMore: rows.length > MOST_PAIRS }
  }),

  unused: route.health.unused.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_list_unused_memories', {
      ...scopeArgs(input),
      older_than: `${input.days} days`,
      max_rows: input.limit + 1,
      after_created_at: input.after?.at,
      after_id: input.after?.id,
    })
    const memories = rows.slice(0, input.limit).map(toUsed)
    const last = rows[input.limit - 1]
    const next = rows.length > input.limit && last?.memory_id && last.created_at
    return { memories, next: next ? { at: toWireTime(next), id: last.memory_id ?? '' } : null }
  }),

  merge: route.health.merge.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { version, persona_id } = await find(call, input.intoId)
    await call('ai_merge_memories', {
      into_id: input.intoId,
      from_ids: [input.fromId],
      content: toStorableText(input.content),
    })
    context.changes.tell({ kind: 'memories', personaId: persona_id })
    return { version: version ?? 1 }
  }),

  unmerge: route.health.unmerge.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_unmerge_memories', {
      into_id: input.intoId,
      from_ids: [input.fromId],
      version: input.version,
    })
    context.changes.tell({ kind: 'memories', personaId: row?.persona_id ?? null })
  }),

  archive: route.health.archive.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_update_memory', { memory_id: input.memoryId, archived: input.archived })
    context.changes.tell({ kind: 'memories', personaId: row?.persona_id ?? null })
  }),

  tellApart: route.health.tellApart.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    await call('ai_tell_memories_apart', { memory_id: input.memoryId, other_id: input.otherId, apart: input.apart })
    await tell(call, context, input.memoryId)
  }),

  keep: route.health.keep.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const entry = { key: 'kith.kept', memory_id: input.memoryId }
    if (input.keeps) await call('ai_set_metadata', { ...entry, value: true })
    else await call('ai_delete_metadata', entry)
    await tell(call, context, input.memoryId)
  }),
}

type Changes = { changes: { tell(change: { kind: 'memories'; personaId: string | null }): void } }

async function tell(call: Call, { changes }: Changes, memoryId: string): Promise<void> {
  const { persona_id } = await find(call, memoryId)
  changes.tell({ kind: 'memories', personaId: persona_id })
}

async function find(call: Call, memoryId: string): Promise<MemoryRow> {
  const [row] = await call('ai_memories_by_id', { memory_ids: [memoryId] })
  if (!row) throw new KithError('NOT_FOUND', { kind: 'memory' })
  return row
}

function toUsed(row: MemoryRow): UsedMemory {
  return usedMemory.parse({
    ...toMemory(row),
    usedCount: row.used_count ?? 0,
    lastUsedAt: row.last_used_at && toWireTime(row.last_used_at),
  })
}
