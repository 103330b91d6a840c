import { KithError } from '../../../shared/errors'
import type { Json } from '../../database/database.types'
import type { MessageRow } from '../rows'
import { clock, missing, text, textOr } from './wire'
import type { Args, Functions } from './wire'
import type { FakeThreads } from './fake-threads'

export type FakeMessage = Omit<MessageRow, 'sibling_ids'>
/** What a new row brings; the rest is the place it gets. */
export type NewMessage = Omit<FakeMessage, 'seq' | 'selected' | 'depth'>

interface FakeWaiting {
  message_id: string
  thread_id: string
  content: Json
  created_at: string
  waits_for: string | null
}

export function createFakeMessages(threads: FakeThreads) {
  const messages = new Map<string, FakeMessage>()
  let seq = 0
  const rows = () => [...messages.values()].toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  const ordered = () => rows().filter((one) => threads.has(one.thread_id ?? ''))
  const get = (id: Json | undefined) => ordered().find((one) => one.message_id === id)
  const view = (message: FakeMessage): MessageRow => {
    const isSibling = (one: FakeMessage) =>
      one.thread_id === message.thread_id && one.parent_message_id === message.parent_message_id
    return {
      ...message,
      sibling_ids: rows()
        .filter(isSibling)
        .map((one) => one.message_id ?? ''),
    }
  }
  /** Of several threads: one after the other. */
  const inOrder = (found: FakeMessage[]) =>
    found
      .toSorted((a, b) => ((a.thread_id ?? '') < (b.thread_id ?? '') ? -1 : a.thread_id === b.thread_id ? 0 : 1))
      .map(view)
  const path = (threadId: Json | undefined) => ordered().filter((one) => one.thread_id === threadId && one.selected)

  /** Behind its parent or, without one, at the end of the path. */
  function add(row: NewMessage): FakeMessage {
    const parent = row.parent_message_id ? get(row.parent_message_id) : path(row.thread_id ?? '').at(-1)
    seq += 1
    const message = {
      ...row,
      parent_message_id: parent?.message_id ?? null,
      depth: parent ? (parent.depth ?? 0) + 1 : 0,
      seq,
      selected: true,
    }
    messages.set(row.message_id ?? '', message)
    waiting.delete(row.message_id ?? '')
    return message
  }

  /** Makes the path end in a message; null: an empty path. */
  function showBranch(threadId: Json | undefined, end: string | null): void {
    unselect(threadId, 0)
    for (
      let one = end ? get(end) : undefined;
      one;
      one = one.parent_message_id ? get(one.parent_message_id) : undefined
    )
      one.selected = true
  }

  /** Of every turn below a message the newest version; the last of them. */
  function newestBelow(message: FakeMessage): FakeMessage {
    const newest = rows().findLast((one) => one.parent_message_id === message.message_id)
    return newest ? newestBelow(newest) : message
  }

  /** Takes what is on the path from a depth on off it. */
  function unselect(threadId: Json | undefined, depth: number): void {
    for (const one of path(threadId)) if ((one.depth ?? 0) >= depth) one.selected = false
  }

  function save(item: Args): string {
    const id = text(item['message_id'])
    const present = messages.get(id)
    const content = item['content'] ?? null
    const threadId = text(item['thread_id'])
    const after = present?.status === 'streaming' || !present ? 'complete' : present.status
    const status = textOr(item['status'], after)
    // What is finished is never made unfinished again.
    if (present && status === 'streaming' && present.status !== 'streaming') return id
    const given = { role: text(item['role']), content, status }
    if (present && present.thread_id === threadId) Object.assign(present, given)
    else {
      const createdAt = present?.created_at ?? textOr(item['created_at'], clock())
      add({ ...given, message_id: id, thread_id: threadId, parent_message_id: null, created_at: createdAt })
    }
    return id
  }

  /** Written while an answer was being written. */
  const waiting = new Map<string, FakeWaiting>()
  const waitingIn = (threadId: Json | undefined) =>
    [...waiting.values()].filter((one) => one.thread_id === threadId && threads.visible(threadId))

  const functions: Functions = {
    ai_select_sibling({ message_id }) {
      const message = get(message_id)
      if (!message || !threads.visible(message.thread_id ?? '')) return missing('message')
      if (!message.selected) showBranch(message.thread_id ?? '', newestBelow(message).message_id)
      return [view(message)]
    },
    ai_list_waiting: ({ thread_id }) => waitingIn(thread_id),
    ai_wait_with_message({ message_id, thread_id, content }) {
      const id = text(message_id)
      if (!threads.visible(thread_id)) missing('thread')
      if (!messages.has(id) && !waiting.has(id)) {
        const last = path(thread_id).at(-1)
        waiting.set(id, {
          message_id: id,
          thread_id: text(thread_id),
          content: content ?? null,
          created_at: clock(),
          waits_for: (last?.role === 'assistant' ? last.parent_message_id : last?.message_id) ?? null,
        })
      }
      return waitingIn(thread_id).filter((one) => one.message_id === id)
    },
    ai_take_back_message({ message_id }) {
      const taken = waiting.get(text(message_id))
      waiting.delete(text(message_id))
      return taken ? [taken] : []
    },
    ai_list_path({ thread_id, max_rows = 50, before_seq }) {
      const shown = threads.visible(thread_id) ? path(thread_id) : []
      const before = shown.filter((one) => before_seq == null || (one.seq ?? 0) < Number(before_seq))
      return before.slice(-Math.min(Math.max(Number(max_rows), 1), 1_000)).map(view)
    },
    ai_messages_by_id({ message_ids }) {
      const ids = new Set(message_ids as string[])
      if (ids.size > 1_000) throw new KithError('INVALID', { reason: 'at most 1,000 messages can be read at once' })
      return inOrder(ordered().filter((one) => ids.has(one.message_id ?? '')))
    },
    ai_save_messages({ messages: given }) {
      const items = given as Args[]
      if (items.length > 500) throw new KithError('INVALID', { reason: 'messages must be an array of at most 500' })
      // All or nothing, and of two with one id the last counts.
      if (items.some((item) => !threads.visible(item['thread_id']))) missing('thread')
      const last = new Map(items.map((item) => [item['message_id'], item]))
      const saved = new Set([...last.values()].map(save))
      return inOrder(ordered().filter((one) => saved.has(one.message_id ?? '')))
    },
  }
  return { functions, rows, path, add, showBranch, unselect, view, get, waiting, waitingIn }
}

export type FakeMessages = ReturnType<typeof createFakeMessages>
