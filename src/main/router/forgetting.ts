import { forgetProof, forgetRadius } from '../../shared/contract/forgetting'
import type { ForgetProof, ForgetRadius, ForgetTarget } from '../../shared/contract/forgetting'
import { toStorableText } from '../../shared/domain/stored-text'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import type { Database } from '../database/database.types'
import { route } from './implement'

type Types = Database['public']['CompositeTypes']

export const forgetting = {
  preview: route.forgetting.preview.handler(async ({ input, context }) => {
    const { call, assistant } = await context.lifecycle.services()
    await assistant.beforeForgetting(threadOf(input))
    const [radius] = await call('ai_forget_preview', argumentsOf(input))
    if (!radius) throw new KithError('DATABASE_FAILED', { reason: 'It did not say what would be forgotten.' })
    return toRadius(radius)
  }),

  forget: route.forgetting.forget.handler(async ({ input, context }) => {
    const { call, assistant } = await context.lifecycle.services()
    await assistant.beforeForgetting(threadOf(input.target))
    const proof = await call('ai_forget', { token: input.token, keep_note_lines: input.keepNoteLines })
    context.changes.tell({ kind: 'forgotten', target: input.target })
    return toProof(proof)
  }),
}

/** Whose answer would say what is being forgotten; null: perhaps any. */
function threadOf(target: ForgetTarget): string | null {
  return target.kind === 'message' || target.kind === 'thread' ? target.threadId : null
}

function argumentsOf(target: ForgetTarget): Database['public']['Functions']['ai_forget_preview']['Args'] {
  switch (target.kind) {
    case 'message':
      return { message_ids: [target.messageId] }
    case 'thread':
      return { thread_id: target.threadId }
    case 'memory':
      return { memory_ids: [target.memoryId] }
    case 'persona':
      return { persona_id: target.personaId }
    case 'query':
      return {
        query: toStorableText(target.query),
        message_ids: target.messageIds ?? [],
        memory_ids: target.memoryIds ?? [],
      }
  }
}

function toRadius(row: Types['ai_forget_radius']): ForgetRadius {
  const counts = row.counts ?? []
  const rows = (...names: string[]) =>
    counts.reduce((sum, one) => sum + (names.includes(one.table_name ?? '') ? (one.row_count ?? 0) : 0), 0)
  const named = {
    personas: rows('ai_personas'),
    threads: rows('ai_threads'),
    messages: rows('ai_messages'),
    memories: rows('ai_memory'),
    files: rows('ai_files'),
    receipts: rows('ai_receipts'),
  }
  const all = counts.reduce((sum, one) => sum + (one.row_count ?? 0), 0)
  const noteLines = (row.notes ?? []).flatMap(({ removed }) => removed ?? [])
  const titles = (row.titles ?? []).flatMap(({ title }) => title ?? [])
  return forgetRadius.parse({
    token: row.token,
    expiresAt: row.expires_at && toWireTime(row.expires_at),
    counts: {
      ...named,
      vectors: counts.reduce((sum, one) => sum + (one.vector_count ?? 0), 0),
      others: all - Object.values(named).reduce((sum, count) => sum + count, 0),
    },
    memories: (row.memories ?? []).slice(0, 50).map((one) => ({
      id: one.memory_id,
      content: one.content ?? '',
      reason: one.reason,
    })),
    noteLines,
    titles,
    redactedReceipts: row.redacted_receipt_count ?? 0,
    usedInAnswers: row.used_in_message_ids?.length ?? 0,
    quotingMessages: row.quoting_message_ids?.length ?? 0,
    quotingPersonas: row.quoting_persona_ids?.length ?? 0,
    alikeMessageIds: row.alike_message_ids ?? [],
    alikeMemoryIds: row.alike_memory_ids ?? [],
    isEmpty: all === 0 && noteLines.length === 0 && titles.length === 0,
  })
}

function toProof(rows: Types['ai_forget_proof'][]): ForgetProof {
  const tables = rows.map((row) => ({
    name: row.table_name ?? '',
    rowsGone: Math.max(0, (row.rows_before ?? 0) - (row.rows_after ?? 0)),
    found: row.found ?? 0,
  }))
  return forgetProof.parse({
    rowsGone: tables.reduce((sum, { rowsGone }) => sum + rowsGone, 0),
    vectorsGone: rows.reduce((sum, row) => sum + Math.max(0, (row.vectors_before ?? 0) - (row.vectors_after ?? 0)), 0),
    found: tables.reduce((sum, { found }) => sum + found, 0),
    tables,
  })
}
