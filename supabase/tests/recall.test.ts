// Recall and search over many messages and over the wire: what a transaction of pgTAP cannot hold.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversationRows, readQuestions } from '../../bench/retrieval/conversations.mjs'
import type { Question } from '../../bench/retrieval/conversations.mjs'
import { embed } from '../../bench/retrieval/embedder.mjs'
import { measureQuality } from '../../bench/retrieval/quality.mjs'
import { withTypo } from '../../bench/retrieval/typos.mjs'
import { engines, openEngine } from './support/engines'
import type { Engine, EngineName, Person, Sql } from './support/engines'

const MODEL = 'mock'

describe.each(engines)('%s', (name) => {
  let engine: Engine
  let ana: Person
  let ben: Person
  beforeAll(async () => {
    engine = await openEngine(name)
    ana = await engine.signIn('Ana')
    ben = await engine.signIn('Ben')
  })
  afterAll(() => engine.close())

  describe('over thousands of messages', () => {
    beforeAll(async () => {
      for (const person of [ana, ben]) await fillWithTalk(person)
      await engine.sql('analyze')
    })

    const recalled = async (query: string) =>
      (
        await ana.sql<{ said: string }>('select said from public.ai_recall($1, max_memories => 0) order by rank', [
          query,
        ])
      ).map(({ said }) => said)

    test('a rare word is found among common ones', async () => {
      expect((await recalled('Tell me about the word number of quinoa in every message'))[0]).toContain('quinoa')
    })

    test('common words alone find the newest of what has them', async () => {
      expect(await recalled('word number')).toHaveLength(10)
    })

    test('a mistyped rare word is corrected', async () => {
      expect((await recalled('qiunoa'))[0]).toContain('quinoa')
    })

    test('in a long thread, too', async () => {
      const [row] = await ana.sql<{ thread_id: string }>(
        'select thread_id from public.ai_threads order by message_count desc limit 1',
      )
      const found = await ana.sql<{ thread_id: string; said: string }>(
        'select thread_id, said from public.ai_recall($1, thread_id => $2) order by rank',
        ['the number that is special1500', row?.thread_id],
      )
      expect(found[0]?.said).toContain('special1500')
      expect(new Set(found.map(({ thread_id }) => thread_id))).toEqual(new Set([row?.thread_id]))
    })

    // Row security, a filter and a bad guess of the planner can each turn a lookup into reading everything: what is
    // counted here is what was really read.
    test.each([
      ['recall', `select * from public.ai_recall('quinoa of message')`],
      ['recall by common words', `select * from public.ai_recall('word number message')`],
      ['recall of a mistyped word', `select * from public.ai_recall('qiunoa')`],
      ['recall in a thread', `select * from public.ai_recall('special7', thread_id => $1)`],
      ['search', `select * from public.ai_search('quinoa of message')`],
      ['search by date', `select * from public.ai_search('message', since => '2026-02-01', until => '2026-02-02')`],
      ['the newest', `select * from public.ai_search('')`],
      ['search by meaning', `select * from public.ai_search_messages_vector($1, p_model => 'mock')`],
      [
        'recall by words and meaning',
        `select * from public.ai_recall('quinoa', embedding => $1, embedding_model => 'mock')`,
      ],
    ])('%s reads no table whole, and nothing of other people', async (_, statement) => {
      await ana.transaction(async (sql) => {
        const [thread] = await sql<{ thread_id: string }>(
          `select thread_id from public.ai_threads where title = 'talk 1'`,
        )
        const first = statement.includes('thread_id') ? thread?.thread_id : JSON.stringify(embed('a talk about quinoa'))
        const params = statement.includes('$1') ? [first] : []
        await sql(statement, params)
        const before = await rowsRead(sql)
        await sql(statement, params)
        const after = await rowsRead(sql)
        const read = after.map((table, index) => ({
          name: table.name,
          whole: table.whole - (before[index]?.whole ?? 0),
          found: table.found - (before[index]?.found ?? 0),
        }))
        expect(read.filter(({ whole }) => whole > 0)).toEqual([])
        expect(read.filter(({ name: table, found }) => found > limitOf(name, table))).toEqual([])
      })
    })
  })

  describe('the conversations of the benchmark', () => {
    let cleo: Person
    const { threads, messages, byLabel } = conversationRows()
    const questions = readQuestions().filter((_, index) => index % 2 === 0)
    beforeAll(async () => {
      cleo = await engine.signIn('Cleo')
      await cleo.transaction(async (sql) => {
        await sql(
          'insert into public.ai_threads (thread_id, title) select * from jsonb_to_recordset($1) as t (thread_id uuid, title text)',
          [JSON.stringify(threads)],
        )
        for (const message of messages) {
          await sql(
            `insert into public.ai_messages (message_id, thread_id, role, content, created_at, message_embedding, embedding_model)
             values ($1, $2, $3, $4, $5, $6, $7)`,
            [
              message.message_id,
              message.thread_id,
              message.role,
              JSON.stringify(message.content),
              message.created_at,
              JSON.stringify(embed(message.text)),
              MODEL,
            ],
          )
        }
      })
    })

    const retrieve =
      (withMeaning: boolean) =>
      async ({ text }: Question) =>
        (
          await cleo.sql<{ item_id: string }>(
            `select item_id from public.ai_recall($1, max_messages => 20, max_memories => 0,
               embedding => $2, embedding_model => $3) order by rank`,
            [text, withMeaning ? JSON.stringify(embed(text)) : null, withMeaning ? MODEL : null],
          )
        ).map(({ item_id }) => item_id)

    // npm run bench -- retrieval tells the figures; these are some points below them.
    test('most answers are among the first ten, by words alone', async () => {
      const { at10 } = await measureQuality(questions, byLabel, retrieve(false))
      expect(at10).toBeGreaterThan(0.7)
    })

    test('with a typing error in every question, too', async () => {
      const mistyped = questions.map((question, turn) => ({
        ...question,
        text: withTypo(question.text, turn) ?? question.text,
      }))
      const { at10 } = await measureQuality(mistyped, byLabel, retrieve(false))
      expect(at10).toBeGreaterThan(0.6)
    })

    test('and even more with vectors, though these alone are worse', async () => {
      const { at10 } = await measureQuality(questions, byLabel, retrieve(true))
      expect(at10).toBeGreaterThan(0.76)
    })
  })

  describe('over the wire', () => {
    const vector = Array.from({ length: 1_536 }, (_, index) => Math.sin(index))
    let messageId: string
    beforeAll(async () => {
      const dora = await engine.signIn('Dora')
      const [thread] = await dora.sql<{ thread_id: string }>(
        'insert into public.ai_threads default values returning thread_id',
      )
      const [message] = await dora.sql<{ message_id: string }>(
        `insert into public.ai_messages (thread_id, role, content, message_embedding)
         values ($1, 'user', '"A talk."', $2) returning message_id`,
        [thread?.thread_id, JSON.stringify(vector)],
      )
      messageId = message?.message_id ?? ''
    })

    test.each([
      ['an array of numbers', vector],
      ['a string', JSON.stringify(vector)],
    ])('a vector comes as %s', async (_, embedding) => {
      const dora = await engine.signIn('Dora')
      const near = await dora.client.rpc('ai_search_messages_vector', { p_query: embedding as string })
      expect(near.error).toBeNull()
      expect(near.data).toMatchObject([{ message_id: messageId, content: 'A talk.', similarity: 1 }])
      const found = await dora.client.rpc('ai_search', {
        query: 'nothing',
        embedding: embedding as string,
        embedding_model: 'text-embedding-3-small',
      })
      expect(found.data).toMatchObject([{ message_id: messageId, rank: 1 }])
    })

    test('vectors that are filled in come as arrays or strings', async () => {
      const dora = await engine.signIn('Dora')
      const rows = [{ id: messageId, embedding: vector, model: 'new' }]
      expect(await dora.client.rpc('ai_save_embeddings', { kind: 'message', rows })).toMatchObject({ data: 1 })
      const strings = rows.map((row) => ({ ...row, embedding: JSON.stringify(row.embedding) }))
      expect(await dora.client.rpc('ai_save_embeddings', { kind: 'message', rows: strings })).toMatchObject({ data: 1 })
    })
  })
})

/** 3,000 messages: one thread of 1,600, others of 20, with codes for some. */
async function fillWithTalk(person: Person): Promise<void> {
  await person.sql(
    `with thread as (
       insert into public.ai_threads (thread_id, title)
       select gen_random_uuid(), 'talk ' || n from generate_series(1, 71) as n returning thread_id, title
     )
     insert into public.ai_messages (thread_id, role, content, created_at)
     select thread.thread_id, case when n % 2 = 0 then 'assistant' else 'user' end,
       to_jsonb('This message has a word of number ' || n || case when n % 997 = 0 then ' and quinoa' else '' end
         || case when thread.title = 'talk 1' then ' special' || n else '' end),
       '2026-01-01'::timestamptz + n * interval '10 minutes' + split_part(thread.title, ' ', 2)::integer * interval '1 second'
     from thread cross join lateral generate_series(1, case when thread.title = 'talk 1' then 1600 else 20 end) as n
     order by thread.title, n`,
  )
  const [place] = await person.sql<{ thread_id: string }>(
    `select thread_id from public.ai_threads where title = 'talk 2'`,
  )
  await person.sql(
    `insert into public.ai_messages (thread_id, role, content, message_embedding, embedding_model)
     values ($1, 'user', '"We talked about quinoa."', $2, 'mock')`,
    [place?.thread_id, JSON.stringify(embed('We talked about quinoa.'))],
  )
}

interface RowsRead {
  name: string
  whole: number
  found: number
}

/** What this transaction has read of every table: row by row from the start, and through an index. */
function rowsRead(sql: Sql): Promise<RowsRead[]> {
  return sql<RowsRead>(
    `select schemaname || '.' || relname as name, seq_tup_read::integer as whole, coalesce(idx_tup_fetch, 0)::integer as found
     from pg_stat_xact_user_tables where schemaname in ('public', 'kith') order by 1`,
  )
}

/** Both people have 3,000 messages, and most questions need far fewer. */
function limitOf(engine: EngineName, table: string): number {
  if (table !== 'public.ai_message_search') return 1_000
  // The embedded database has one owner, so its index over words does not tell owners apart: a common word of his costs
  // her a look at the row, and nothing more.
  return engine === 'pglite' ? 7_500 : 4_500
}
