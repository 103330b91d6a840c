// The example, as somebody would run it: against the embedded database, and against PostgREST with PostgreSQL.
import { randomUUID } from 'node:crypto'
import { noopLogger } from '@mastra/core/logger'
import { InMemoryStore } from '@mastra/core/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saying, scriptedModel } from '../../src/main/assistant/testing/scripted-model'
import { engines, openEngine } from '../../supabase/tests/support/engines'
import type { Engine } from '../../supabase/tests/support/engines'
import { PUBLISHABLE_KEY, URL } from '../../supabase/tests/support/people'
import { makeCoach, say } from './coach'
import type { Visitor } from './coach'
import { move } from './move'

describe.each(engines)('the coach on %s', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(name)
  })
  afterAll(() => engine.close())

  async function visit(name: string): Promise<Visitor> {
    const { userId } = await engine.signIn(name)
    return { userId, getToken: () => engine.token({ sub: userId, role: 'authenticated', aud: 'authenticated' }) }
  }

  const meet = (visitor: Visitor, ...answers: string[]) => {
    const { model, prompts } = scriptedModel(...answers.map((answer) => saying(answer)))
    const project = { url: URL, key: PUBLISHABLE_KEY, fetch: engine.fetch }
    const coach = makeCoach(project, visitor, model)
    coach.__setLogger(noopLogger)
    return { coach, prompts }
  }

  test('remembers a conversation across restarts, and tells nobody else', async () => {
    const ana = await visit('Ana')
    const threadId = randomUUID()
    const first = meet(ana, 'Noted.')
    expect(await say(first.coach, ana, threadId, 'My knee hurts on Tuesdays.')).toBe('Noted.')

    const later = meet(ana, 'Then rest on Wednesday.')
    await say(later.coach, ana, threadId, 'What did I say?')
    expect(JSON.stringify(later.prompts[0]?.prompt)).toContain('My knee hurts on Tuesdays.')

    const rows = await engine.sql<{ role: string; user_id: string }>(
      'select role, user_id from public.ai_messages where thread_id = $1 order by seq',
      [threadId],
    )
    expect(rows.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant'])
    expect(new Set(rows.map(({ user_id: id }) => id))).toEqual(new Set([ana.userId]))

    const ben = await visit('Ben')
    const other = meet(ben, 'I know nothing.')
    await expect(say(other.coach, ben, threadId, 'What did Ana say?')).rejects.toThrow('thread not found')
    expect(JSON.stringify(other.prompts)).not.toContain('knee')
  })

  test('two visitors of one storage take along what is their own, and nothing else', async () => {
    const from = new InMemoryStore()
    const memory = await from.getStore('memory')
    const at = new Date('2025-03-01T10:00:00.123Z')
    // An id that both import: it is one person's in the whole database.
    const id = randomUUID()
    await memory?.saveThread({ thread: { id, resourceId: 'eva', title: 'Eva', createdAt: at, updatedAt: at } })
    const content = { format: 2 as const, parts: [{ type: 'text' as const, text: 'I am Eva.' }] }
    const said = { id: randomUUID(), threadId: id, resourceId: 'eva', role: 'user' as const, createdAt: at, content }
    await memory?.saveMessages({ messages: [said] })
    await memory?.saveThread({
      thread: { id: randomUUID(), resourceId: 'tom', title: 'Tom', createdAt: at, updatedAt: at },
    })
    const project = { url: URL, key: PUBLISHABLE_KEY, fetch: engine.fetch }
    const [eva, tom] = [await visit('Eva'), await visit('Tom')]
    const one = { skipped: { resources: 1, threads: 1 }, threads: { found: 1, imported: 1 }, problems: [] }
    expect(await move(from, project, eva, ['eva'])).toMatchObject(one)
    expect(await move(from, project, tom, ['tom'])).toMatchObject(one)
    const titles = (visitor: Visitor) =>
      engine.sql<{ title: string }>('select title from public.ai_threads where user_id = $1 order by title', [
        visitor.userId,
      ])
    expect(await titles(eva)).toEqual([{ title: 'Eva' }])
    expect(await titles(tom)).toEqual([{ title: 'Tom' }])

    const both = { threads: { found: 2, imported: 1, same: 1 }, messages: { imported: 1 }, problems: [] }
    expect(await move(from, project, tom, ['tom', 'eva'])).toMatchObject(both)
    expect(await titles(tom)).toEqual([{ title: 'Eva' }, { title: 'Tom' }])
    expect(await move(from, project, tom, ['tom', 'eva'])).toMatchObject({ threads: { same: 2 }, problems: [] })
  })
})
