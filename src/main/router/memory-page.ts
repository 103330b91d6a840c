// What the page of memories asks, besides what is decided about proposals.
import { estimateTokenCount } from 'tokenx'
import { memoryState } from '../../shared/contract/memories'
import { toStorableText } from '../../shared/domain/stored-text'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import { splitResourceKey } from '../../shared/domain/resource-key'
import type { Json } from '../database/database.types'
import { renderNotes } from '../assistant'
import { countMemories } from './count-memories'
import { route } from './implement'
import { toMemory, toTags, toUse, toVersion } from './memory-rows'

/** The metadata entry of a memory with its tags. */
const TAGS = 'tags'

export const memoryPage = {
  previewNotes: route.memories.previewNotes.handler(({ input }) => {
    const text = renderNotes(toStorableText(input.content), input.template)
    return { text, tokens: estimateTokenCount(text) }
  }),

  decide: route.memories.decide.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const accepted: string[] = []
    const rejected: Record<string, unknown>[] = []
    const personas = new Set<string | null>()
    try {
      for (const memory_id of input.proposalIds) {
        if (input.remember) {
          const rows = await call('ai_accept_proposal', { memory_id }).catch(ifMissing)
          if (rows) accepted.push(memory_id)
          if (rows) personas.add(splitResourceKey(rows[0]?.resource_key ?? '')?.personaId ?? null)
        } else {
          const [row] = await call('ai_reject_proposal', { memory_id })
          if (row) rejected.push({ ...row })
          if (row) personas.add(row.persona_id)
        }
      }
    } finally {
      for (const personaId of personas) context.changes.tell({ kind: 'memories', personaId })
    }
    return { accepted, rejected }
  }),

  undecide: route.memories.undecide.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const personas = new Set<string | null>()
    try {
      // The line that was added last is taken out first.
      for (const memory_id of input.accepted.toReversed()) {
        const [row] = await call('ai_return_proposal', { memory_id })
        personas.add(row?.persona_id ?? null)
      }
      for (const proposal of input.rejected) {
        const [row] = await call('ai_restore_proposal', { proposal: proposal as Json })
        personas.add(row?.persona_id ?? null)
      }
    } finally {
      for (const personaId of personas) context.changes.tell({ kind: 'memories', personaId })
    }
  }),

  list: route.memories.list.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    // One more than asked for tells whether there is another page.
    const rows = await call('ai_list_memories', {
      persona_id: input.personaId ?? undefined,
      all_personas: input.all,
      memory_types: input.kind === undefined ? undefined : [input.kind],
      statuses: input.state === 'deleted' ? ['active', 'archived'] : [input.state],
      deleted: input.state === 'deleted',
      pinned: input.pinned,
      tag: input.tag,
      containing: input.containing,
      sort: input.sort,
      max_rows: input.limit + 1,
      before_rank: input.before?.rank,
      before_at: input.before?.at,
      before_id: input.before?.id,
    })
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const next =
      rows.length > input.limit && last?.memory_id && last.sort_at
        ? { rank: last.sort_rank ?? 0, at: toWireTime(last.sort_at), id: last.memory_id }
        : null
    // The notes are shown as what they are.
    return { memories: page.filter(({ memory_type }) => memory_type !== 'working').map(toMemory), next }
  }),

  counts: route.memories.counts.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const counts = new Map<string, { kind: string; state: string; count: number; pinned: number }>()
    for (const { memory_type, status, deleted, count, pinned_count } of await countMemories(call, {
      persona_id: input.personaId ?? undefined,
      all_personas: input.all,
    })) {
      if (memory_type === 'working' || status === 'proposed') continue
      const kind = memory_type ?? ''
      const state = deleted ? 'deleted' : (status ?? '')
      const before = counts.get(`${state} ${kind}`) ?? { kind, state, count: 0, pinned: 0 }
      counts.set(`${state} ${kind}`, {
        ...before,
        count: before.count + (count ?? 0),
        pinned: before.pinned + (pinned_count ?? 0),
      })
    }
    return [...counts.values()].map((one) => ({ ...one, state: memoryState.parse(one.state) }))
  }),

  tags: route.memories.tags.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_list_memory_tags', {
      persona_id: input.personaId ?? undefined,
      all_personas: input.all,
    })
    return rows.map(({ tag, count }) => ({ tag: tag ?? '', count: count ?? 0 }))
  }),

  get: route.memories.get.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [[detail], [tags]] = await Promise.all([
      call('ai_get_memory', { memory_id: input.memoryId }),
      call('ai_get_metadata', { key: TAGS, memory_id: input.memoryId }),
    ])
    if (!detail?.memory || detail.memory.memory_type === 'working') throw new KithError('NOT_FOUND', { kind: 'memory' })
    return {
      memory: toMemory(detail.memory),
      tags: toTags(tags?.value),
      versions: (detail.versions ?? []).map(toVersion),
      uses: (detail.uses ?? []).map(toUse),
      mergedFrom: detail.merged_from ?? [],
    }
  }),

  versions: route.memories.versions.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_list_memory_versions', {
      memory_id: input.memoryId,
      max_rows: input.limit,
      before_version: input.before,
    })
    return rows.map(toVersion)
  }),

  create: route.memories.create.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_save_memory', {
      memory_id: input.memoryId,
      persona_id: input.personaId ?? undefined,
      content: toStorableText(input.content),
      memory_type: input.kind,
      importance: input.importance,
      pinned: input.pinned,
    })
    if (!row) throw new KithError('NOT_FOUND', { kind: 'memory' })
    context.changes.tell({ kind: 'memories', personaId: input.personaId })
    return toMemory(row)
  }),

  setTags: route.memories.setTags.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_memories_by_id', { memory_ids: [input.memoryId] })
    if (!row) throw new KithError('NOT_FOUND', { kind: 'memory' })
    const tags = [...new Set(input.tags.map(toStorableText))]
    await (tags.length === 0
      ? call('ai_delete_metadata', { key: TAGS, memory_id: input.memoryId })
      : call('ai_set_metadata', { key: TAGS, value: tags, memory_id: input.memoryId }))
    context.changes.tell({ kind: 'memories', personaId: row.persona_id })
  }),

  change: route.memories.change.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { memoryIds, pinned, archived, deleted } = input
    const rows = await call('ai_change_memories', { memory_ids: memoryIds, pinned, archived, deleted })
    for (const personaId of new Set(rows.map(({ persona_id }) => persona_id))) {
      context.changes.tell({ kind: 'memories', personaId })
    }
    return { changed: rows.length }
  }),

  restoreVersion: route.memories.restoreVersion.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_restore_memory_version', { memory_id: input.memoryId, version: input.version })
    if (!row) throw new KithError('NOT_FOUND', { kind: 'memory' })
    context.changes.tell({ kind: 'memories', personaId: row.persona_id })
  }),

  combine: route.memories.combine.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [before] = await call('ai_memories_by_id', { memory_ids: [input.memoryId] })
    if (!before) throw new KithError('NOT_FOUND', { kind: 'memory' })
    await call('ai_merge_memories', {
      into_id: input.memoryId,
      from_ids: [input.otherId],
      content: toStorableText(input.content),
    })
    context.changes.tell({ kind: 'memories', personaId: before.persona_id })
    return { version: before.version ?? 1 }
  }),

  separate: route.memories.separate.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [row] = await call('ai_unmerge_memories', {
      into_id: input.memoryId,
      from_ids: [input.otherId],
      version: input.version,
    })
    context.changes.tell({ kind: 'memories', personaId: row?.persona_id ?? null })
  }),
}

/** Somebody else decided about it. */
function ifMissing(error: unknown): null {
  if (error instanceof KithError && error.code === 'NOT_FOUND') return null
  throw error
}
