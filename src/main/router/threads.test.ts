// The routes of threads on the real database, with no model and no window.
import { randomUUID } from 'node:crypto'
import { call } from '@orpc/server'
import { expect, test } from 'vitest'
import { threads } from './threads'
import { onKith } from './testing/on-kith'

const kith = onKith()

async function makeThread(title: string, personaId?: string): Promise<string> {
  const threadId = randomUUID()
  const { call: sql } = await kith.lifecycle.services()
  await sql('ai_save_thread', { thread_id: threadId, title, persona_id: personaId })
  return threadId
}

async function listed(filter: { personaId?: string | null; all?: boolean; archived?: boolean; pinned?: boolean }) {
  const page = await call(threads.list, { personaId: null, ...filter }, kith)
  return page.threads.map(({ title }) => title)
}

test('what is pinned or archived is in its own list, and every window is told', async () => {
  const kept = await makeThread('kept')
  const away = await makeThread('away')
  await makeThread('neither')
  expect(await call(threads.update, { threadId: kept, pinned: true }, kith)).toMatchObject({ pinned: true })
  await call(threads.update, { threadId: away, archived: true }, kith)
  expect(kith.told).toEqual([kept, away].map((threadId) => ({ kind: 'threads', threadId })))
  expect(await listed({ pinned: true })).toEqual(['kept'])
  expect(await listed({ pinned: false })).toEqual(['neither'])
  expect(await listed({ archived: true })).toEqual(['away'])
  expect(await listed({})).toEqual(['neither', 'kept'])
})

test('all personas are one list, page by page, and nothing is in it twice', async () => {
  const { call: sql } = await kith.lifecycle.services()
  const [persona] = await sql('ai_list_personas', {})
  const personaId = persona?.id ?? ''
  for (const title of ['a', 'b', 'c']) await makeThread(`with ${title}`, personaId)
  expect(await listed({ personaId })).toEqual(['with c', 'with b', 'with a'])
  const seen: (string | null)[] = []
  let before: { lastMessageAt: string; id: string } | null | undefined
  while (before !== null) {
    const input = { personaId: null, all: true, limit: 2, ...(before && { before }) }
    const page = await call(threads.list, input, kith)
    seen.push(...page.threads.map(({ title }) => title))
    before = page.next
  }
  expect(seen).toEqual(['with c', 'with b', 'with a', 'neither', 'kept'])
})

test('an answer is unread until it was on screen, and one that comes later is unread again', async () => {
  const threadId = await makeThread('read')
  const { call: sql } = await kith.lifecycle.services()
  const say = (role: string, text: string) =>
    sql('ai_save_messages', {
      messages: [
        {
          message_id: randomUUID(),
          thread_id: threadId,
          role,
          content: { format: 2, parts: [{ type: 'text', text }] },
        },
      ],
    })
  await say('user', 'Will the knee hold?')
  await say('assistant', 'It will.')
  expect(await call(threads.get, { threadId }, kith)).toMatchObject({ unread: true, preview: 'It will.' })
  const seq = Number((await sql('ai_get_thread', { thread_id: threadId }))[0]?.last_message_seq)
  expect(await call(threads.markRead, { threadId, upTo: seq }, kith)).toMatchObject({ unread: false })
  await say('assistant', 'I looked again.')
  expect(await call(threads.get, { threadId }, kith)).toMatchObject({ unread: true })
  expect(await call(threads.markRead, { threadId, upTo: seq }, kith)).toMatchObject({ unread: true })
})

test('what was said is found with its thread, each thread once', async () => {
  const hits = await call(threads.find, { query: 'knee' }, kith)
  expect(hits).toMatchObject([{ title: 'read', personaId: null }])
  expect(hits[0]?.snippet.replaceAll('\u0002', '').replaceAll('\u0003', '')).toBe('Will the knee hold?')
  expect(await call(threads.find, { query: 'nothing of the kind' }, kith)).toEqual([])
})

test('a thread that is not there is refused by name', async () => {
  const threadId = randomUUID()
  for (const attempt of [
    () => call(threads.update, { threadId, pinned: true }, kith),
    () => call(threads.markRead, { threadId, upTo: 1 }, kith),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
