import { proposal } from '../../shared/contract/memories'
import type { WorkingMemory } from '../../shared/contract/memories'
import { toStorableText } from '../../shared/domain/stored-text'
import { splitResourceKey } from '../../shared/domain/resource-key'
import { toWireTime } from '../../shared/domain/wire-time'
import type { Database } from '../database/database.types'
import { route } from './implement'

type WorkingMemoryRow = Database['public']['CompositeTypes']['ai_working_memory_view']

export const memories = {
  workingMemory: route.memories.workingMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return toWorkingMemory(await call('ai_get_working_memory', { persona_id: input.personaId ?? undefined }))
  }),

  saveWorkingMemory: route.memories.saveWorkingMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_save_working_memory', {
      persona_id: input.personaId ?? undefined,
      content: toStorableText(input.content),
    })
    context.changes.tell({ kind: 'memories', personaId: input.personaId })
    return toWorkingMemory(rows)
  }),

  proposals: route.memories.proposals.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_list_proposals', { persona_id: input.personaId ?? undefined })
    return rows.map((row) =>
      proposal.parse({
        id: row.memory_id,
        personaId: row.persona_id,
        content: row.content,
        sourceThreadId: row.source_thread_id,
        sourceMessageId: row.source_message_id,
        createdAt: row.created_at && toWireTime(row.created_at),
      }),
    )
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

  reject: route.memories.reject.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [rejected] = await call('ai_reject_proposal', { memory_id: input.proposalId })
    if (rejected) context.changes.tell({ kind: 'memories', personaId: rejected.persona_id })
  }),
}

function toWorkingMemory(rows: WorkingMemoryRow[]): WorkingMemory {
  const notes = rows[0]
  return {
    content: notes?.content ?? '',
    updatedAt: notes?.updated_at ? toWireTime(notes.updated_at) : null,
  }
}
