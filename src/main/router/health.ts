import { memoryPair } from '../../shared/contract/health'
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
        memoryPair.parse({ older: older && toMemory(older), newer: newer && toMemory(newer), relation }),
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
    const memories = rows.slice(0, input.limit).map(toMemory)
    const last = rows[input.limit - 1]
    const next = rows.length > input.limit && last?.memory_id && last.created_at
    return { memories, next: next ? { at: toWireTime(next), id: last.memory_id ?? '' } : null }
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
