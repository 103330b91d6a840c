// Forget: whatever is forgotten, and wherever it has left traces, nothing is left; everything else is as it was.
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine } from './support/engines'
import { buildWorld, newWord, said } from './support/forget-world'
import type { Target, World } from './support/forget-world'
import { buildTree, readTree } from './support/message-tree'
import { everythingOf, tracesOf, vocabularyOf } from './support/traces'

const targets: Target[] = ['messages', 'memory', 'thread', 'persona', 'query', 'account']

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  let ben: World
  beforeAll(async () => {
    engine = await openEngine(name)
    ben = await buildWorld(engine, 'messages', 2)
  })
  afterAll(() => engine.close())

  describe.each(targets)('what is forgotten as %s', (kind) => {
    test('is found in no text, JSON or search terms of any table; what others have is untouched', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 5 }), async (fillers) => {
          const world = await buildWorld(engine, kind, fillers)
          const before = await everythingOf(engine, ben.person)
          expect((await tracesOf(engine, world.word)).length).toBeGreaterThan(7)

          const proof = await forget(world)
          expect(await tracesOf(engine, world.word)).toEqual([])
          expect(proof.filter(({ found }) => found !== 0)).toEqual([])
          expect(await everythingOf(engine, ben.person)).toEqual(before)
          await expectTheRestOf(world, kind)
        }),
        { numRuns: 3 },
      )
    })
  })

  test('the preview tells beforehand what is gone afterwards', async () => {
    for (const kind of targets) {
      const world = await buildWorld(engine, kind, 2)
      const radius = await preview(world)
      const proof = await world.person.call('ai_forget', { token: radius.token ?? '' })
      for (const { table_name, rows_before, rows_after } of proof) {
        const told = radius.counts?.find((count) => count.table_name === table_name)?.row_count ?? 0
        // Vocabulary and remembered refusals are not what anybody chose; previews are cleared up.
        if (/^(words|refusals|refusal_keys|ai_forget_previews)$/.test(table_name ?? '')) continue
        expect([kind, table_name, Number(rows_before) - Number(rows_after)]).toEqual([kind, table_name, told])
      }
    }
  })

  test.each(['query', 'thread', 'persona', 'account'] satisfies Target[])(
    'the file of a message that waits goes with it (%s)',
    async (kind) => {
      const world = await buildWorld(engine, kind, 1)
      await forget(world)
      expect(await world.person.sql(`select from public.ai_files where name = 'next.txt'`)).toEqual([])
    },
  )

  test('what came after forgotten messages follows what came before them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ isVersion: fc.boolean(), which: fc.nat(1_000) }), { minLength: 1, maxLength: 14 }),
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 6 }),
        async (steps, forgotten) => {
          const ana = await engine.signIn(randomUUID())
          const tree = await buildTree(ana, steps)
          const gone = tree.pick(forgotten)
          const [radius] = await ana.call('ai_forget_preview', { message_ids: gone })
          await ana.call('ai_forget', { token: radius?.token ?? '' })
          expect(await readTree(ana, tree.threadId)).toEqual(tree.without(gone))
        },
      ),
      { numRuns: 10 },
    )
  })

  const changes: Record<string, (world: World) => Promise<unknown>> = {
    'a message is added to the thread': ({ person, threadId }) =>
      person.call('ai_save_messages', messageIn(threadId, 'New.')),
    'somebody quotes it': ({ person, otherThreadId, sentence }) =>
      person.call('ai_save_messages', messageIn(otherThreadId, `Again: ${sentence}.`)),
    'something is learned from it': ({ person, coach, questionId }) =>
      person.call('ai_propose_memory', {
        memory_id: randomUUID(),
        content: 'Has an old thing.',
        persona_id: coach,
        source_message_id: questionId,
      }),
    'a memory of it says something else': ({ person, memoryId }) =>
      person.call('ai_update_memory', { memory_id: memoryId, content: 'Owns nothing.' }),
    'a message of it is edited': ({ person, threadId, others }) =>
      person.call('ai_save_messages', messageIn(threadId, 'Edited.', others[0]?.messageId)),
    'the thread is called something else': ({ person, threadId }) =>
      person.call('ai_update_thread', { thread_id: threadId, title: 'Of nothing' }),
    'a line of it is noted elsewhere': ({ person, cook, sentence }) =>
      person.call('ai_save_working_memory', { persona_id: cook, content: `${sentence}.` }),
  }
  test.each(Object.keys(changes))('nothing is erased when, since the preview, %s', async (change) => {
    const world = await buildWorld(engine, 'thread', 1)
    const { token } = await preview(world)
    await changes[change]?.(world)
    const before = await everythingOf(engine, world.person)
    await expect(world.person.call('ai_forget', { token: token ?? '' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await everythingOf(engine, world.person)).toEqual(before)
    // What only quotes it is named, and goes when it is chosen, too.
    const message_ids = (await preview(world)).quoting_message_ids ?? []
    await forget({ ...world, target: { ...world.target, message_ids } })
    expect(await tracesOf(engine, world.word)).toEqual([])
  })

  test.each(targets)('forgetting (%s) is proven the same when it is asked for again', async (kind) => {
    const world = await buildWorld(engine, kind, 1)
    const token = (await preview(world)).token ?? ''
    const proof = await world.person.call('ai_forget', { token })
    expect(await world.person.call('ai_forget', { token })).toEqual(proof)
    expect(await tracesOf(engine, world.word)).toEqual([])
  })

  test('of two previews that are open at once one is forgotten, and the other has to be looked at again', async () => {
    const world = await buildWorld(engine, 'thread', 1)
    const [first, second] = [await preview(world), await preview({ ...world, target: { query: world.word } })]
    await world.person.call('ai_forget', { token: second.token ?? '' })
    const before = await everythingOf(engine, world.person)
    await expect(world.person.call('ai_forget', { token: first.token ?? '' })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await everythingOf(engine, world.person)).toEqual(before)
  })

  test('what is being learned from it at the same moment does not survive it', async () => {
    const world = await buildWorld(engine, 'messages', 1)
    const { token } = await preview(world)
    const forgotten = await world.person.transaction(async (sql) => {
      await sql('select public.ai_propose_memory($1, $2, $3, source_message_id => $4)', [
        randomUUID(),
        `Something of a ${world.word}.`,
        world.coach,
        world.questionId,
      ])
      // Not awaited: on the one connection of the embedded engine it begins when this transaction is over.
      const attempt = Promise.allSettled([world.person.call('ai_forget', { token: token ?? '' })])
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { attempt }
    })
    expect(await forgotten.attempt).toMatchObject([{ status: 'rejected', reason: { code: 'CONFLICT' } }])
    await forget(world)
    expect(await tracesOf(engine, world.word)).toEqual([])
  })

  test('a word that was edited away or removed for good is not offered as a correction any more', async () => {
    const ana = await engine.signIn(randomUUID())
    const [first, second, third] = [newWord(), newWord(), newWord()]
    const threadId = randomUUID()
    await ana.call('ai_save_thread', { thread_id: threadId })
    const [message] = await ana.call('ai_save_messages', messageIn(threadId, `${first} and ${second}`))
    const messageId = message?.message_id ?? ''
    await ana.call('ai_save_messages', messageIn(threadId, `${second} and ${third}`, messageId))
    expect(await vocabularyOf(engine, ana)).toEqual([second, third].toSorted())
    await ana.call('ai_save_memory', { memory_id: randomUUID(), content: `Knows the ${third}.` })
    await ana.call('ai_delete_messages', { message_ids: [messageId] })
    expect(await vocabularyOf(engine, ana)).toEqual([second, third].toSorted())
    await ana.call('ai_purge_deleted', { older_than: '0 seconds' })
    expect(await vocabularyOf(engine, ana)).toEqual([third])
  })

  test('what was deleted a month ago is purged, with its files, and what was deleted since is not', async () => {
    const ana = await engine.signIn(randomUUID())
    const [old, young] = [randomUUID(), randomUUID()]
    const file = randomUUID()
    for (const thread_id of [old, young]) await ana.call('ai_save_thread', { thread_id })
    const first = randomUUID()
    await ana.call('ai_save_messages', messageIn(old, 'Old.'))
    await ana.call('ai_save_messages', messageIn(young, `See kith-file:${file}`, first))
    await ana.call('ai_save_messages', messageIn(young, 'And then?'))
    await ana.sql(
      `insert into public.ai_files (file_id, sha256, media_type, size) values ($1, sha256('x'), 'text/plain', 1)`,
      [file],
    )
    await ana.call('ai_delete_thread', { thread_id: old })
    await ana.call('ai_delete_messages', { message_ids: [first] })
    expect(await ana.call('ai_purge_deleted', {})).toEqual([
      { thread_count: 0, message_count: 0, memory_count: 0, file_count: 0 },
    ])
    await engine.sql(`update public.ai_threads set deleted_at = now() - interval '31 days' where thread_id = $1`, [old])
    await engine.sql(`update public.ai_messages set deleted_at = now() - interval '31 days' where message_id = $1`, [
      first,
    ])
    expect(await ana.call('ai_purge_deleted', {})).toEqual([
      { thread_count: 1, message_count: 2, memory_count: 0, file_count: 1 },
    ])
    const path = await ana.call('ai_list_path', { thread_id: young })
    expect(path.map(({ depth, parent_message_id }) => [depth, parent_message_id])).toEqual([[0, null]])
  })

  async function preview({ person, target }: World) {
    const [radius] = await person.call('ai_forget_preview', target)
    if (!radius) throw new Error('There is no preview.')
    return radius
  }

  async function forget(world: World) {
    return world.person.call('ai_forget', { token: (await preview(world)).token ?? '' })
  }

  async function expectTheRestOf(world: World, kind: Target): Promise<void> {
    const { person, others, threadId, cook } = world
    const rows = await engine.sql<{ message_id: string }>(
      'select message_id from public.ai_messages where user_id = $1',
      [person.userId],
    )
    const staying = others.filter(
      (other) => kind !== 'account' && (other.threadId !== threadId || !/thread|persona/.test(kind)),
    )
    expect(rows.map((row) => row.message_id).toSorted()).toEqual(staying.map(({ messageId }) => messageId).toSorted())
    if (kind === 'account') return
    const notes = await person.call('ai_get_working_memory', { persona_id: world.coach })
    expect(notes.map(({ content }) => content)).toEqual(
      kind === 'persona' ? [] : ['# Notes\n- Trains on Tuesday.\n- Likes tea.\n- Runs.'],
    )
    const memories = await person.call('ai_list_memories', { persona_id: cook, memory_types: ['fact'] })
    expect(memories.map(({ content }) => content)).toEqual(['Told the coach something.'])
    expect(await vocabularyOf(engine, person)).toEqual(expect.arrayContaining(staying.map((other) => other.word)))
  }
})

function messageIn(threadId: string, text: string, messageId: string = randomUUID()) {
  const content = JSON.parse(said(text)) as { format: number; parts: { type: string; text: string }[] }
  return { messages: [{ message_id: messageId, thread_id: threadId, role: 'user', content }] }
}
