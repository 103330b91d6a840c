import { thread, threadHit } from '../../shared/contract/threads'
import type { Thread, ThreadHit } from '../../shared/contract/threads'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import type { Database } from '../database/database.types'
import { memoryMetadata, remembers } from '../assistant'
import { route } from './implement'

type ThreadRow = Database['public']['CompositeTypes']['ai_thread_view']
type HitRow = Database['public']['CompositeTypes']['ai_search_hit']

export const threads = {
  list: route.threads.list.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    // One more than asked for tells whether there is another page.
    const rows = await call('ai_list_threads', {
      persona_id: input.personaId ?? undefined,
      all_personas: input.all,
      archived: input.archived,
      pinned: input.pinned,
      max_rows: input.limit + 1,
      before_message_at: input.before?.lastMessageAt,
      before_id: input.before?.id,
    })
    const page = rows.slice(0, input.limit).map(toThread)
    const last = page.at(-1)
    const next = rows.length > input.limit && last ? { lastMessageAt: last.lastMessageAt, id: last.id } : null
    return { threads: page, next }
  }),

  find: route.threads.find.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const rows = await call('ai_search', { query: input.query, kinds: ['message'], max_rows: 20 })
    const isFirst = (row: HitRow, index: number) =>
      rows.findIndex((other) => other.thread_id === row.thread_id) === index
    return rows.filter(isFirst).map(toHit)
  }),

  get: route.threads.get.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return theThread(await call('ai_get_thread', { thread_id: input.threadId }))
  }),

  rename: route.threads.rename.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const renamed = theThread(await call('ai_update_thread', { thread_id: input.threadId, title: input.title.trim() }))
    context.changes.tell({ kind: 'threads', threadId: input.threadId })
    return renamed
  }),

  update: route.threads.update.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { threadId, pinned, archived } = input
    const updated = theThread(await call('ai_update_thread', { thread_id: threadId, pinned, archived }))
    context.changes.tell({ kind: 'threads', threadId })
    return updated
  }),

  markRead: route.threads.markRead.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const read = theThread(await call('ai_mark_thread_read', { thread_id: input.threadId, seq: input.upTo }))
    context.changes.tell({ kind: 'threads', threadId: input.threadId })
    return read
  }),

  copy: route.threads.copy.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const [copy] = await call('ai_copy_thread', {
      thread_id: input.threadId,
      new_thread_id: input.newThreadId,
      until_message_id: input.untilMessageId,
      title: input.title,
      with_versions: input.withVersions,
    })
    const copied = theThread(copy?.thread ? [copy.thread] : [])
    context.changes.tell({ kind: 'threads', threadId: copied.id })
    return copied
  }),

  setMemory: route.threads.setMemory.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const changed = theThread(
      await call('ai_update_thread', { thread_id: input.threadId, metadata: memoryMetadata(input.remembers) }),
    )
    context.changes.tell({ kind: 'threads', threadId: input.threadId })
    return changed
  }),

  delete: route.threads.delete.handler(async ({ input, context }) => {
    const { call, assistant } = await context.lifecycle.services()
    // In this order: nothing can begin in a thread that is deleted.
    await call('ai_delete_thread', { thread_id: input.threadId })
    await assistant.stopThread(input.threadId)
    context.changes.tell({ kind: 'threads', threadId: input.threadId })
  }),

  restore: route.threads.restore.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const restored = theThread(await call('ai_restore_thread', { thread_id: input.threadId }))
    context.changes.tell({ kind: 'threads', threadId: input.threadId })
    return restored
  }),
}

export function theThread(rows: ThreadRow[]): Thread {
  const row = rows[0]
  if (!row) throw new KithError('NOT_FOUND', { kind: 'thread' })
  return toThread(row)
}

function toThread(row: ThreadRow): Thread {
  return thread.parse({
    id: row.thread_id,
    personaId: row.persona_id,
    title: row.title,
    opening: row.opening,
    preview: row.preview ?? '',
    pinned: row.pinned,
    archived: row.archived,
    unread: row.unread,
    remembers: remembers(row.metadata),
    createdAt: row.created_at && toWireTime(row.created_at),
    lastMessageAt: row.last_message_at && toWireTime(row.last_message_at),
  })
}

function toHit(row: HitRow): ThreadHit {
  return threadHit.parse({
    threadId: row.thread_id,
    personaId: row.persona_id,
    messageId: row.message_id,
    title: row.thread_title,
    snippet: row.snippet,
  })
}
