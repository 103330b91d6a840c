import type { WorkingMemory } from '../../shared/contract/memories'
import { splitResourceKey } from '../../shared/domain/resource-key'
import { toStorableText } from '../../shared/domain/stored-text'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import { route } from './implement'
import { memoryPage } from './memory-page'
import { relatedIdOf, toMemory, toProposal } from './memory-rows'
import type { MemoryRow } from './memory-rows'

type WorkingMemoryRow = Database['public']['CompositeTypes']['ai_working_memory_view']

export const memories = {
  ...memoryPage,
  workingMemory: route.memories.workingMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return toWorkingMemory(await call('ai_get_working_memory', { persona_id: input.personaId ?? undefined }))
  }),

  saveWorkingMemory: route.memories.saveWorkingMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_save_working_memory', {
      persona_id: input.personaId ?? undefined,
      content: toStorableText(input.content),
      expected_version: input.expectedVersion,
    })
    context.changes.tell({ kind: 'memories', personaId: input.personaId })
    return toWorkingMemory(rows)
  }),

  proposals: route.memories.proposals.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_list_proposals', {
      persona_id: input.personaId ?? undefined,
      all_personas: input.all,
    })
    const ids = rows.flatMap((row) => relatedIdOf(row) ?? [])
    const related = ids.length > 0 ? await call('ai_memories_by_id', { memory_ids: ids }) : []
    const byId = new Map(related.map((row) => [row.memory_id, row]))
    return rows.map((row) => toProposal(row, byId))
  }),

  accept: route.memories.accept.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_accept_proposal', {
      memory_id: input.proposalId,
      content: input.content && toStorableText(input.content),
    })
    const owner = splitResourceKey(rows[0]?.resource_key ?? '')
    context.changes.tell({ kind: 'memories', personaId: owner?.personaId ?? null })
    return toWorkingMemory(rows)
  }),

  replace: route.memories.replace.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_replace_memory', {
      memory_id: input.proposalId,
      replaced_id: input.memoryId,
      content: input.content && toStorableText(input.content),
    })
    context.changes.tell({ kind: 'memories', personaId: present(row).persona_id })
  }),

  merge: route.memories.merge.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { version } = await memoryOf(call, input.memoryId)
    const [row] = await call('ai_merge_memories', {
      into_id: input.memoryId,
      from_ids: [input.proposalId],
      content: toStorableText(input.content),
    })
    context.changes.tell({ kind: 'memories', personaId: present(row).persona_id })
    return { version: version ?? 1 }
  }),

  reconsider: route.memories.reconsider.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_return_proposal', { memory_id: input.proposalId })
    if (input.merged) {
      await call('ai_restore_memory_version', { memory_id: input.merged.memoryId, version: input.merged.version })
    }
    context.changes.tell({ kind: 'memories', personaId: row?.persona_id ?? null })
  }),

  reject: route.memories.reject.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [rejected] = await call('ai_reject_proposal', { memory_id: input.proposalId })
    if (rejected) context.changes.tell({ kind: 'memories', personaId: rejected.persona_id })
    return { rejected: rejected ? { ...rejected } : null }
  }),

  unreject: route.memories.unreject.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_restore_proposal', { proposal: input.rejected as Json })
    context.changes.tell({ kind: 'memories', personaId: row?.persona_id ?? null })
  }),

  update: route.memories.update.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_update_memory', {
      memory_id: input.memoryId,
      content: input.content && toStorableText(input.content),
      memory_type: input.kind,
      importance: input.importance,
      pinned: input.pinned,
      archived: input.archived,
      expected_version: input.expectedVersion,
    })
    const changed = toMemory(present(row))
    context.changes.tell({ kind: 'memories', personaId: changed.personaId })
    return changed
  }),

  delete: route.memories.delete.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_memories_by_id', { memory_ids: [input.memoryId] })
    if (!row) return
    await call('ai_delete_memory', { memory_id: input.memoryId })
    context.changes.tell({ kind: 'memories', personaId: row.persona_id })
  }),

  restore: route.memories.restore.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_restore_memory', { memory_id: input.memoryId })
    context.changes.tell({ kind: 'memories', personaId: present(row).persona_id })
  }),
}

async function memoryOf(call: Call, memoryId: string): Promise<MemoryRow> {
  return present((await call('ai_memories_by_id', { memory_ids: [memoryId] }))[0])
}

function present(row: MemoryRow | undefined): MemoryRow {
  if (!row) throw new KithError('NOT_FOUND', { kind: 'memory' })
  return row
}

function toWorkingMemory(rows: WorkingMemoryRow[]): WorkingMemory {
  const notes = rows[0]
  return {
    id: notes?.memory_id ?? null,
    content: notes?.content ?? '',
    version: notes?.version ?? 0,
    updatedAt: notes?.updated_at ? toWireTime(notes.updated_at) : null,
  }
}
