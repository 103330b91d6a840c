// The tables over PostgREST, used as a store would that was written for them and knows no functions. The embedded
// database serves functions only, and says so.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engines, openEngine } from './support/engines'
import type { Engine, Person } from './support/engines'

const part = (text: string) => [{ type: 'text', text }]
const vector = (first: number) => Array.from({ length: 1_536 }, (_, index) => (index === 0 ? first : 0.5))

describe.runIf(engines.includes('postgres'))('postgres', () => {
  let engine: Engine
  let ana: Person
  let ben: Person
  let threadId: string
  let personaId: string
  beforeAll(async () => {
    engine = await openEngine('postgres')
    ana = await engine.signIn('Ana')
    ben = await engine.signIn('Ben')
    const persona = await ana.client.from('ai_personas').insert({ name: 'Coach' }).select('*').single()
    personaId = persona.data?.id ?? ''
    const thread = await ana.client
      .from('ai_threads')
      .insert({ user_id: ana.userId, persona_id: personaId, title: null })
      .select('*')
      .single()
    if (thread.error) throw thread.error
    threadId = thread.data.thread_id
  })
  afterAll(() => engine.close())

  test('a thread is made, read back, renamed and listed by its last change', async () => {
    const made = await ana.client
      .from('ai_threads')
      .insert({ user_id: ana.userId, persona_id: null, title: 'direct' })
      .select('*')
      .single()
    expect(made.data).toMatchObject({ title: 'direct', persona_id: null })
    expect(made.data?.resource_key).toBe(`${ana.userId}:00000000-0000-0000-0000-000000000000`)
    await ana.client
      .from('ai_threads')
      .update({ title: 'renamed' })
      .eq('thread_id', made.data?.thread_id ?? '')
    const listed = await ana.client.from('ai_threads').select('*').order('updated_at', { ascending: false }).limit(50)
    expect(listed.data?.map(({ title }) => title)).toEqual(['renamed', null])
    const ofCoach = await ana.client.from('ai_threads').select('*').eq('persona_id', personaId)
    expect(ofCoach.data).toHaveLength(1)
    const moved = await ana.client.from('ai_threads').update({ persona_id: null }).eq('thread_id', threadId)
    expect(moved.error?.code).toBe('23514')
  })

  test('a batch of messages is stored with its embeddings and read in the order it was given', async () => {
    const texts = Array.from({ length: 40 }, (_, index) => `part ${index}`)
    const inserted = await ana.client
      .from('ai_messages')
      .insert(
        texts.map((text, index) => ({
          thread_id: threadId,
          role: index % 2 === 0 ? 'user' : 'assistant',
          content: part(text),
          message_embedding: index === 0 ? (vector(1) as never) : null,
        })) as never,
      )
      .select('message_id,thread_id,role,content,created_at')
    expect(inserted.error).toBeNull()
    expect(inserted.data?.map(({ content }) => content)).toEqual(texts.map(part))
    const read = await ana.client
      .from('ai_messages')
      .select('*')
      .eq('thread_id', threadId)
      .order('created_at', { ascending: true })
    expect(read.data?.map(({ content }) => content)).toEqual(texts.map(part))
    expect(read.data?.map(({ embedding_model }) => embedding_model)).toEqual([
      'text-embedding-3-small',
      ...texts.slice(1).map(() => null),
    ])
    const later = await ana.client
      .from('ai_messages')
      .select('content')
      .eq('resource_key', `${ana.userId}:${personaId}`)
      .gt('created_at', read.data?.[37]?.created_at ?? '')
      .order('created_at')
      .limit(5)
    expect(later.data?.map(({ content }) => content)).toEqual(['part 38', 'part 39'].map(part))
    expect(await ana.call('ai_list_path', { thread_id: threadId })).toHaveLength(40)
  })

  test('a memory is stored with all there is to say about it', async () => {
    const saved = await ana.client
      .from('ai_memory')
      .insert({
        user_id: ana.userId,
        persona_id: personaId,
        memory_type: 'fact',
        content: 'Likes tea.',
        content_json: null,
        importance: 'high',
        source_thread_id: threadId,
        content_embedding: vector(2) as never,
      })
      .select('*')
      .single()
    expect(saved.error).toBeNull()
    const found = await ana.client
      .from('ai_memory')
      .select('*')
      .eq('user_id', ana.userId)
      .eq('persona_id', personaId)
      .not('content_embedding', 'is', null)
      .order('created_at', { ascending: false })
      .limit(10)
    expect(found.data).toMatchObject([{ content: 'Likes tea.', importance: 'high', source_thread_id: threadId }])
  })

  test('metadata that is there already is a conflict, and is then updated', async () => {
    const insert = (value: number) =>
      ana.client
        .from('ai_metadata')
        .insert({ thread_id: threadId, key: 'k', value } as never)
        .select('metadata_id')
        .single()
    expect((await insert(1)).error).toBeNull()
    expect((await insert(2)).error?.code).toBe('23505')
    await ana.client.from('ai_metadata').update({ value: 2 }).eq('thread_id', threadId).eq('key', 'k')
    const { data } = await ana.client
      .from('ai_metadata')
      .select('value')
      .eq('key', 'k')
      .limit(1)
      .eq('thread_id', threadId)
    expect(data).toEqual([{ value: 2 }])
  })

  test('somebody else sees nothing of it, and writes nothing into it', async () => {
    const tables = ['ai_personas', 'ai_threads', 'ai_messages', 'ai_memory', 'ai_metadata'] as const
    const read = (person: Pick<Person, 'client'>) =>
      Promise.all(tables.map((table) => person.client.from(table).select('*')))
    expect((await read(ben)).map(({ data }) => data)).toEqual(tables.map(() => []))
    expect((await read(engine.nobody)).map(({ error }) => error?.code)).toEqual(tables.map(() => '42501'))
    const missing = '00000000-0000-4000-8000-0000000000ff'
    const answers = await Promise.all(
      [threadId, missing].map((id) =>
        ben.client.from('ai_messages').insert({ thread_id: id, role: 'user', content: part('mine') } as never),
      ),
    )
    expect(answers.map(({ status, error }) => [status, error?.message])).toEqual([
      [404, 'thread not found'],
      [404, 'thread not found'],
    ])
  })
})

describe.runIf(engines.includes('pglite'))('pglite', () => {
  test('says that there are functions only', async () => {
    const engine = await openEngine('pglite')
    const ana = await engine.signIn('Ana')
    const { status, error } = await ana.client.from('ai_threads').select('*')
    expect([status, error?.code]).toEqual([404, 'PGRST125'])
    expect(error?.hint).toContain('functions only')
    await engine.close()
  })
})
