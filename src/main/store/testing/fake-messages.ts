import { KithError } from '../../../shared/errors'
import type { Json } from '../../database/database.types'
import type { MessageRow } from '../mapping'
import { clock, missing, text, textOr } from './wire'
import type { Args, Functions } from './wire'
import type { FakeThreads } from './fake-threads'

export type FakeMessage = MessageRow & { selected: boolean }

export function createFakeMessages(threads: FakeThreads) {
  const messages = new Map<string, FakeMessage>()
  let seq = 0
  const ordered = () => [...messages.values()].toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  const view = (message: FakeMessage): MessageRow => {
    const { selected: _, ...row } = message
    return row
  }
  const path = (threadId: Json | undefined) => ordered().filter((one) => one.thread_id === threadId && one.selected)

  function add(row: Omit<FakeMessage, 'seq' | 'selected'>): FakeMessage {
    seq += 1
    const message = { ...row, seq, selected: true }
    messages.set(row.message_id ?? '', message)
    return message
  }

  function save(item: Args): string {
    const id = text(item['message_id'])
    const present = messages.get(id)
    const content = item['content'] ?? null
    const status = textOr(item['status'], 'complete')
    if (present) {
      if (status !== 'streaming' || present.status === 'streaming') {
        Object.assign(present, { role: item['role'], content, status })
      }
    } else {
      add({
        message_id: id,
        thread_id: text(item['thread_id']),
        role: text(item['role']),
        content,
        status,
        parent_message_id: null,
        created_at: textOr(item['created_at'], clock()),
      })
    }
    return id
  }

  const functions: Functions = {
    ai_list_path({ thread_id, max_rows = 50, before_seq }) {
      const before = path(thread_id).filter((one) => before_seq == null || (one.seq ?? 0) < Number(before_seq))
      return before.slice(-Math.min(Math.max(Number(max_rows), 1), 1_000)).map(view)
    },
    ai_messages_by_id({ message_ids }) {
      const ids = new Set((message_ids as string[]).slice(0, 1_000))
      return ordered()
        .filter((one) => ids.has(one.message_id ?? ''))
        .map(view)
    },
    ai_save_messages({ messages: given }) {
      const items = given as Args[]
      if (items.length > 500) throw new KithError('INVALID', { reason: 'messages must be an array of at most 500' })
      // All or nothing, and of two with one id the last counts.
      if (items.some((item) => !threads.has(text(item['thread_id'])))) missing('thread')
      const last = new Map(items.map((item) => [item['message_id'], item]))
      const saved = new Set([...last.values()].map(save))
      return ordered()
        .filter((one) => saved.has(one.message_id ?? ''))
        .map(view)
    },
  }
  return { functions, rows: ordered, path, add, view, get: (id: Json | undefined) => messages.get(text(id)) }
}

export type FakeMessages = ReturnType<typeof createFakeMessages>
