// Reads conversations a page at a time, in every way there is, and compares with the model.
import { expect } from 'vitest'
import type { Conversations } from './conversation-model'
import type { Person } from './engines'

interface Reading {
  ana: Person
  personaId: string
  model: Conversations
  /** When each thread last changed, in microseconds. */
  changedAt: Map<string, bigint>
}

/** Pages in both directions and around each message, neighbours, pages by time, and the pages of the list of threads. */
export async function readPages(reading: Reading): Promise<void> {
  await readThreads(reading)
  const { ana, personaId, model } = reading
  for (const { id: threadId } of model.threads.filter(({ isDeleted }) => !isDeleted)) {
    const path = model.path(threadId).map(({ id }) => id)
    expect(await pagesOf(ana, threadId, 'after_seq')).toEqual(path)
    expect(await pagesOf(ana, threadId, 'before_seq')).toEqual(path)

    const middle = path[Math.floor(path.length / 2)]
    if (!middle) continue
    const place = path.indexOf(middle)
    const around = await ana.call('ai_list_path', { thread_id: threadId, around_id: middle, max_rows: 4 })
    const start = Math.max(0, Math.min(place - 1, path.length - 4))
    expect(around.map(({ message_id }) => message_id)).toEqual(path.slice(start, start + 4))
    const near = await ana.call('ai_message_neighbours', { message_ids: [middle], before: 1, after: 2 })
    expect(near.map(({ message_id, is_hit }) => [message_id, is_hit])).toEqual(
      path.slice(Math.max(0, place - 1), place + 3).map((id) => [id, id === middle]),
    )
  }
  const inTime = model.threads
    .filter(({ isDeleted }) => !isDeleted)
    .flatMap(({ id }) => model.path(id))
    .toSorted((a, b) => b.at - a.at || b.place - a.place)
  const resource = { resource_key: `${ana.userId}:${personaId}`, descending: true }
  const [page] = await ana.call('ai_query_messages', { ...resource, max_rows: 3, skip: 2 })
  expect(page?.messages?.map(({ message_id }) => message_id)).toEqual(inTime.slice(2, 5).map(({ id }) => id))
  expect(page).toMatchObject({ total: inTime.length, has_more: inTime.length > 5 })
}

async function readThreads({ ana, personaId, model, changedAt }: Reading): Promise<void> {
  const there = model.threads.filter(({ isDeleted }) => !isDeleted).map(({ id }) => id)
  const listed: { id: string; at: bigint }[] = []
  for (let before = {}, hasMore = true; hasMore;) {
    const page = await ana.call('ai_list_threads', { persona_id: personaId, max_rows: 2, ...before })
    listed.push(...page.map((row) => ({ id: row.thread_id ?? '', at: microseconds(row.last_message_at ?? '') })))
    const last = page.at(-1)
    before = { before_message_at: last?.last_message_at, before_id: last?.thread_id }
    hasMore = page.length === 2
  }
  expect(listed.map(({ id }) => id).toSorted()).toEqual(there.toSorted())
  expect(listed).toEqual(listed.toSorted((a, b) => Number(b.at - a.at) || (b.id < a.id ? -1 : 1)))

  const changed: string[] = []
  for (let hasMore = true; hasMore;) {
    const paging = { order_by: 'updated_at', max_rows: 2, skip: changed.length }
    const [page] = await ana.call('ai_query_threads', { resource_key: `${ana.userId}:${personaId}`, ...paging })
    expect(page?.total).toBe(there.length)
    changed.push(...(page?.threads?.map(({ thread_id }) => thread_id ?? '') ?? []))
    hasMore = page?.threads?.length === 2
  }
  expect(changed.toSorted()).toEqual(there.toSorted())
  // What changes two threads changes them at the same moment.
  const moments = changed.map((id) => changedAt.get(id) ?? 0n)
  expect(moments).toEqual(moments.toSorted((a, b) => Number(b - a)))
}

async function pagesOf(
  ana: Person,
  threadId: string,
  direction: 'after_seq' | 'before_seq',
): Promise<(string | null)[]> {
  const forwards = direction === 'after_seq'
  let seq: number | undefined = forwards ? 0 : undefined
  let read: (string | null)[] = []
  for (;;) {
    const page = await ana.call('ai_list_path', { thread_id: threadId, max_rows: 3, [direction]: seq })
    const ids = page.map(({ message_id }) => message_id)
    read = forwards ? [...read, ...ids] : [...ids, ...read]
    seq = page.at(forwards ? -1 : 0)?.seq ?? undefined
    if (page.length < 3) return read
  }
}

/** Of a time as the database writes it: more digits than a Date has. */
export function microseconds(at: string): bigint {
  const [, second = '', fraction = '', zone = ''] = /^(.{19})(?:\.(\d+))?(.*)$/.exec(at) ?? []
  return BigInt(Date.parse(`${second}${zone}`)) * 1_000n + BigInt(fraction.padEnd(6, '0'))
}
