// What a careful attacker of forgetting would try: to keep something of what was forgotten, or to lose something else.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'
import { buildWorld, newWord, said } from './support/forget-world'
import { everythingOf, tracesOf } from './support/traces'

describe.each(engines)('on %s', (name) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine(name)
  })
  afterAll(() => engine.close())

  test('what another persona was granted of a thread goes with the thread, and so does the grant', async () => {
    const { person, word, coach, cook, threadId, memoryId } = await buildWorld(engine, 'thread', 1)
    await person.call('ai_grant_memory', {
      grant_id: randomUUID(),
      from_persona: coach,
      to_persona: cook,
      memory_id: memoryId,
    })
    const asCook = person.withHeaders({ 'x-kith-persona': cook })
    expect(JSON.stringify(await asCook.call('ai_list_memories', { persona_id: coach }))).toContain(word)
    const radius = await forget(person, { thread_id: threadId })
    expect(radius.counts).toContainEqual({ table_name: 'ai_grants', row_count: 1, vector_count: null })
    expect(radius.granted_copy_count).toBeGreaterThan(0)
    expect(await person.call('ai_list_grants', {})).toEqual([])
    expect(JSON.stringify(await asCook.call('ai_list_memories', { persona_id: coach }))).not.toContain(word)
    expect(await tracesOf(engine, word)).toEqual([])
  })

  test('an answer that is being written is forgotten, and its run writes nothing more', async () => {
    const ana = await engine.signIn(randomUUID())
    const [word, threadId, runId, answerId] = [newWord(), randomUUID(), randomUUID(), randomUUID()]
    await ana.call('ai_start_run', {
      run_id: runId,
      thread_id: threadId,
      answer_id: answerId,
      answer_created_at: new Date().toISOString(),
      model: {},
      device: 'desk',
      message_id: randomUUID(),
      message_content: contentOf('Who is it?'),
    })
    await ana.call('ai_save_answer', { message_id: answerId, content: contentOf(`It is ${word}`) })
    const [radius] = await ana.call('ai_forget_preview', { query: word })
    expect(radius?.message_ids).toEqual([answerId])
    await ana.call('ai_save_answer', { message_id: answerId, content: contentOf(`It is ${word}, and`) })
    await expect(ana.call('ai_forget', { token: radius?.token ?? '' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await forget(ana, { query: word })
    const more = { message_id: answerId, content: contentOf(`It is ${word}, and so on.`) }
    expect(await ana.call('ai_save_answer', more)).toBe(false)
    await expect(
      ana.call('ai_finish_answer', {
        run_id: runId,
        message_id: answerId,
        content: contentOf(`It is ${word}.`),
        status: 'complete',
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await tracesOf(engine, word)).toEqual([])
  })

  test('however much is forgotten, whoever quotes the last of it is found', async () => {
    const ana = await engine.signIn(randomUUID())
    const [threadId, otherThreadId, memoryId, word] = [randomUUID(), randomUUID(), randomUUID(), newWord()]
    for (const thread_id of [threadId, otherThreadId]) await ana.call('ai_save_thread', { thread_id })
    const sentence = `And in the end the ${word} was green`
    for (const ending of ['', '', '', '', sentence]) {
      // No compression makes this small.
      const much = Array.from({ length: 12_000 }, () => randomUUID()).join(' ')
      await ana.call('ai_save_messages', messageIn(threadId, `${much}. ${ending}.`))
    }
    await ana.call('ai_save_memory', { memory_id: memoryId, content: `She said: ${sentence}.` })
    await ana.call('ai_save_messages', messageIn(otherThreadId, `Did you say: ${sentence}?`))
    const [radius] = await ana.call('ai_forget_preview', { thread_id: threadId })
    expect(radius?.memories?.map((memory) => [memory.memory_id, memory.reason])).toEqual([[memoryId, 'quotes']])
    expect(radius?.message_ids).toHaveLength(5)
  })

  test('among hundreds of messages those that are quoted are found, by what they say now', async () => {
    const ana = await engine.signIn(randomUUID())
    const [threadId, otherThreadId, persona] = [randomUUID(), randomUUID(), randomUUID()]
    await ana.call('ai_save_persona', {
      id: persona,
      name: 'Coach',
      instructions: 'Know that number 7 is a very old one.',
      accent: 'pine',
    })
    await ana.call('ai_save_thread', { thread_id: threadId })
    await ana.call('ai_save_thread', { thread_id: otherThreadId, title: 'Number 200 is a very old one, indeed' })
    const rows = Array.from({ length: 400 }, (_, n) => ({
      message_id: randomUUID(),
      content: contentOf(`Number ${n} is a very old one. Well, ${newWord()} is number ${n} of them.`),
    }))
    await ana.sql(
      `insert into public.ai_messages (message_id, thread_id, role, content)
       select message_id, $1, 'user', content
       from jsonb_to_recordset($2::jsonb) as message (message_id uuid, content jsonb)`,
      [threadId, JSON.stringify(rows)],
    )
    await ana.call('ai_save_messages', messageIn(threadId, 'Number 300 is quite a new one.', rows[300]?.message_id))
    const quotations = ['Number 150 is a very old one', 'Number 300 is a very old one', 'Number 300 is quite a new one']
    const memories = quotations.map((text) => ({ memory_id: randomUUID(), content: `Ana: "${text}!"` }))
    for (const memory of memories) await ana.call('ai_save_memory', memory)
    const [radius] = await ana.call('ai_forget_preview', { thread_id: threadId })
    expect(new Set(radius?.memories?.map(({ content }) => content))).toEqual(
      new Set([memories[0]?.content, memories[2]?.content]),
    )
    expect(radius?.titles?.map(({ thread_id }) => thread_id)).toEqual([otherThreadId])
    expect(radius?.quoting_persona_ids).toEqual([persona])
  })

  test('a word is found in what was stored by the rules of another language', async () => {
    const ana = await engine.signIn(randomUUID())
    const threadId = randomUUID()
    await ana.call('ai_save_thread', { thread_id: threadId })
    await ana.call('ai_save_messages', messageIn(threadId, 'Universities are many.'))
    await engine.sql(`insert into public.ai_search_settings (user_id, config) values ($1, 'german')`, [ana.userId])
    const radius = await forget(ana, { query: 'universities' })
    expect(radius.message_ids).toHaveLength(1)
    expect(await ana.call('ai_list_path', { thread_id: threadId })).toEqual([])
  })

  test('a file stays as long as anything shows it that stays, also a tool', async () => {
    const ana = await engine.signIn(randomUUID())
    const [threadId, lonely, shared, messageId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await ana.call('ai_save_thread', { thread_id: threadId })
    await ana.sql(
      `insert into public.ai_files (file_id, sha256, media_type, size)
       select id, sha256(id::text::bytea), 'text/plain', 1 from unnest($1::uuid[]) as id`,
      [[lonely, shared]],
    )
    const text = `See kith-file:${lonely} and kith-file:${shared}`
    await ana.call('ai_save_messages', messageIn(threadId, text, messageId))
    await ana.sql(`insert into public.ai_messages (thread_id, role, content) values ($1, 'assistant', $2::jsonb)`, [
      threadId,
      JSON.stringify({ format: 2, parts: [{ type: 'file', data: `kith-file:${shared.toUpperCase()}` }] }),
    ])
    await forget(ana, { message_ids: [messageId] })
    expect(await ana.sql('select file_id from public.ai_files')).toEqual([{ file_id: shared }])
  })

  test('a preview shows the latest of the messages that go, and forgetting takes the others, too', async () => {
    const ana = await engine.signIn(randomUUID())
    const [threadId, word] = [randomUUID(), newWord()]
    await ana.call('ai_save_thread', { thread_id: threadId })
    await ana.sql(
      `insert into public.ai_messages (thread_id, role, content, created_at)
       select $1, 'user', $2::jsonb, '2026-01-01'::timestamptz + n * interval '1 minute' from generate_series(1, 502) as n`,
      [threadId, said(`The ${word} again.`)],
    )
    const shown = (await forget(ana, { query: word })).message_ids ?? []
    expect(shown).toHaveLength(500)
    expect(await everythingOf(engine, ana)).not.toContainEqual(expect.objectContaining({ place: 'ai_messages' }))
  })

  test('nothing is taken of which the search words are only parts, forms, or apart', async () => {
    const ana = await engine.signIn(randomUUID())
    const threadId = randomUUID()
    await ana.call('ai_save_thread', { thread_id: threadId, title: 'Mary at the university' })
    const texts = ['Mary at the university', 'Maries universe', 'Marie', '大阪と阪府', 'universe of Marien', '大阪']
    for (const text of texts) await ana.call('ai_save_messages', messageIn(threadId, text))
    await ana.call('ai_save_working_memory', { content: '- Marie paints.\n- The universe is large.' })
    const before = await everythingOf(engine, ana)
    for (const query of ['Marie universe', '大阪府', 'universitäten']) {
      const radius = await forget(ana, { query })
      expect(radius).toMatchObject({ counts: [], message_ids: [], memories: [], notes: [], titles: [] })
    }
    const after = await everythingOf(engine, ana)
    expect(after.filter(({ place }) => place !== 'ai_forget_previews')).toEqual(before)
  })

  async function forget(person: Person, target: Record<string, unknown>) {
    const [radius] = await person.call('ai_forget_preview', target)
    if (!radius) throw new Error('There is no preview.')
    await person.call('ai_forget', { token: radius.token ?? '' })
    return radius
  }
})

const contentOf = (text: string) =>
  JSON.parse(said(text)) as { format: number; parts: { type: string; text: string }[] }

const messageIn = (threadId: string, text: string, messageId: string = randomUUID()) => ({
  messages: [{ message_id: messageId, thread_id: threadId, role: 'user', content: contentOf(text) }],
})
