// Does things to conversations, in the database and in the model, and compares the two after each.
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { Conversations } from './conversation-model'
import type { ModelMessage, NewMessage } from './conversation-model'
import { microseconds, readPages } from './conversation-pages'
import type { Person } from './engines'

/** What one can do, and how often compared with the others. */
export const deeds = {
  save: 3,
  saveAgain: 1,
  saveBelow: 1,
  saveElsewhere: 1,
  update: 1,
  move: 1,
  delete: 1,
  restore: 1,
  startSibling: 2,
  selectSibling: 2,
  copy: 1,
  fork: 1,
  markRead: 1,
  deleteThread: 1,
}

/** One thing that is done; the numbers choose to what, among what there is by then. */
export interface Step {
  what: keyof typeof deeds
  which: number
  other: number
  some: number
  flag: boolean
}

/** A persona with two empty threads, in the database and in the model. */
export async function beginPlay(ana: Person) {
  const model = new Conversations()
  const personaId = randomUUID()
  let clock = Date.UTC(2026, 0, 1)
  let changedAt = new Map<string, bigint>()

  await ana.call('ai_save_persona', { id: personaId, name: 'Coach' })
  for (let left = 2; left > 0; left -= 1) {
    const id = randomUUID()
    await ana.call('ai_save_thread', { thread_id: id, persona_id: personaId, created_at: time(clock) })
    model.addThread(id)
  }
  changedAt = await times()

  const newMessage = (threadId: string, { which, flag }: Step): NewMessage => {
    clock += 1
    const id = randomUUID()
    const message = { id, threadId, text: id.slice(0, 4), at: clock }
    if (which % 2 === 0) return { ...message, role: 'user' }
    return { ...message, role: 'assistant', ...(flag && which % 5 === 0 && { status: 'streaming' }) }
  }

  /** Does one thing to both, and compares. The threads it returns have changed, and no others. */
  async function act(one: Step): Promise<string[]> {
    const { what, which, other, some, flag } = one
    const thread = pick(
      model.threads.filter(({ isDeleted }) => !isDeleted),
      which,
    )
    const another = pick(
      model.threads.filter(({ isDeleted }) => !isDeleted),
      other,
    )
    if (what === 'deleteThread') return deleteOrRestoreThread(which)
    if (!thread || !another) return []
    const threadId = thread.id
    const there = model.all(threadId).filter(({ isDeleted }) => !isDeleted)
    // What is saved over comes back when it was deleted.
    const message = pick(what === 'saveAgain' ? model.all(threadId) : there, other)

    if (what === 'save') {
      const given = Array.from({ length: some }, (_, index) => newMessage(threadId, { ...one, which: which + index }))
      for (const each of given) model.save(each)
      await ana.call('ai_save_messages', { messages: given.map(toRow) })
      return [threadId]
    }
    if (what === 'markRead') {
      model.markRead(thread)
      await ana.call('ai_mark_thread_read', { thread_id: threadId })
      return []
    }
    if (what === 'restore') {
      const gone = model
        .all(threadId)
        .filter(({ isDeleted }) => isDeleted)
        .slice(0, some)
      for (const each of gone) each.isDeleted = false
      const back = await ana.call('ai_restore_messages', { message_ids: gone.map(({ id }) => id) })
      expect(back.map(({ message_id }) => message_id)).toEqual(gone.map(({ id }) => id))
      return gone.length > 0 ? [threadId] : []
    }
    if (what === 'copy') return copy(threadId, model.path(threadId), flag ? { last_messages: some } : {})
    if (!message) return []
    const { id } = message

    switch (what) {
      case 'fork':
        return copy(threadId, model.pathTo(message), { until_message_id: id })
      case 'saveAgain':
      case 'saveElsewhere': {
        const target = what === 'saveAgain' ? threadId : another.id
        const given = { ...newMessage(target, one), id }
        model.save(given)
        await ana.call('ai_save_messages', { messages: [toRow(given)] })
        return kept(given, message) ? [] : [threadId, target]
      }
      case 'saveBelow': {
        const given = newMessage(threadId, one)
        model.saveBelow(given, message)
        await ana.call('ai_save_messages', { messages: [{ ...toRow(given), parent_message_id: id }] })
        return [threadId]
      }
      case 'update':
        message.text = `new ${some}`
        await ana.call('ai_update_messages', { messages: [{ message_id: id, content: content(message.text) }] })
        return [threadId]
      case 'move': {
        if (another.id !== threadId) model.move(message, another.id)
        await ana.call('ai_update_messages', { messages: [{ message_id: id, thread_id: another.id }] })
        return [threadId, another.id]
      }
      case 'delete': {
        const going = there.slice(there.indexOf(message)).slice(0, some)
        for (const each of going) each.isDeleted = true
        const ids = going.map((each) => each.id)
        expect(await ana.call('ai_delete_messages', { message_ids: [...ids, randomUUID()] })).toBe(going.length)
        expect(await ana.call('ai_delete_messages', { message_ids: ids })).toBe(0)
        return [threadId]
      }
      case 'startSibling': {
        const given = newMessage(threadId, one)
        model.startSibling(given, message)
        // Told twice, done once.
        for (const _ of [1, 2]) await ana.call('ai_start_sibling', { message: toRow(given), sibling_of: id })
        return [threadId]
      }
      case 'selectSibling': {
        const wasSelected = message.selected
        model.selectSibling(message)
        await ana.call('ai_select_sibling', { message_id: id })
        return wasSelected ? [] : [threadId]
      }
      default:
        throw new Error('nobody knows how to do this')
    }
  }

  async function deleteOrRestoreThread(which: number): Promise<string[]> {
    const thread = pick(model.threads, which)
    if (!thread) return []
    thread.isDeleted = !thread.isDeleted
    await ana.call(thread.isDeleted ? 'ai_delete_thread' : 'ai_restore_thread', { thread_id: thread.id })
    return [thread.id]
  }

  async function copy(
    threadId: string,
    path: ModelMessage[],
    options: { last_messages?: number; until_message_id?: string },
  ): Promise<string[]> {
    const id = randomUUID()
    const request = { thread_id: threadId, new_thread_id: id, ...options }
    const [made] = await ana.call('ai_copy_thread', request)
    expect((await ana.call('ai_copy_thread', request))[0]?.message_ids).toEqual(made?.message_ids)
    const ids = made?.message_ids as Record<string, string>
    const there = path.filter(({ isDeleted }) => !isDeleted)
    // The last are the newest; they are copied in the order of the path.
    const newest = there.toSorted((one, other) => one.at - other.at || one.place - other.place)
    const taken = newest.slice(-(options.last_messages ?? newest.length + 1))
    const copied = there.filter((message) => taken.includes(message))
    expect(Object.keys(ids).toSorted()).toEqual(copied.map((message) => message.id).toSorted())
    model.addThread(id)
    for (const { id: original, role, text, at, status } of copied) {
      model.save({ id: ids[original] ?? '', threadId: id, role, text, at })
      Object.assign(model.message(ids[original] ?? '') ?? {}, { status: status === 'streaming' ? 'stopped' : status })
    }
    model.markRead(model.threads.at(-1) ?? { id, isDeleted: false, read: 0 })
    return [id]
  }

  /** The list of threads agrees with the model; and when each last changed. */
  async function times(): Promise<Map<string, bigint>> {
    const rows = [
      ...(await ana.call('ai_list_threads', { persona_id: personaId, max_rows: 200 })),
      ...(await ana.call('ai_list_threads', { persona_id: personaId, max_rows: 200, deleted: true })),
    ]
    const shown = rows.map(({ thread_id, deleted_at, message_count, opening, preview, unread }) => {
      return { id: thread_id, isDeleted: deleted_at !== null, message_count, opening, preview, unread }
    })
    const wanted = model.threads.map((thread) => ({
      id: thread.id,
      isDeleted: thread.isDeleted,
      ...model.summary(thread),
    }))
    expect(byId(shown)).toEqual(byId(wanted))
    return new Map(rows.map((row) => [row.thread_id ?? '', microseconds(row.updated_at ?? '')]))
  }

  async function take(one: Step): Promise<void> {
    const changed = new Set(await act(one))
    const now = await times()
    for (const [id, at] of now) {
      const before = changedAt.get(id) ?? 0n
      if (changed.has(id)) expect(at, `${one.what} changes its thread`).toBeGreaterThan(before)
      else expect(at, `${one.what} changes no other thread`).toBe(before)
    }
    changedAt = now
    for (const id of changed) await readPath(id)
  }

  async function readPath(threadId: string): Promise<void> {
    const isDeleted = model.threads.find(({ id }) => id === threadId)?.isDeleted
    const rows = await ana.call('ai_list_path', { thread_id: threadId, max_rows: 1_000 })
    expect(rows.map(({ message_id, sibling_ids, status, role }) => [message_id, sibling_ids, status, role])).toEqual(
      isDeleted ? [] : model.path(threadId).map((one) => [one.id, model.siblings(one), one.status, one.role]),
    )
  }

  async function readEverything(): Promise<void> {
    for (const { id, isDeleted } of model.threads) if (!isDeleted) await readPath(id)
    await readPages({ ana, personaId, model, changedAt })
  }

  return { take, readEverything }
}

const pick = <T>(from: T[], number: number): T | undefined => from[number % Math.max(from.length, 1)]
const content = (text: string) => ({ format: 2, parts: [{ type: 'text', text }] })
const time = (at: number) => new Date(at).toISOString()
const byId = <T extends { id: string | null }>(rows: T[]) =>
  rows.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))

function toRow({ id, threadId, role, text, at, status }: NewMessage) {
  const row = { message_id: id, thread_id: threadId, role, content: content(text), created_at: time(at) }
  return status ? { ...row, status } : row
}

/** Whether what was to be saved over this message is an unfinished state of it, which came too late. */
function kept(given: NewMessage, message: ModelMessage): boolean {
  return given.status === 'streaming' && message.text !== given.text
}
