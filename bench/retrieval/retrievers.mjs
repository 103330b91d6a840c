// The ways of finding messages that are compared, and the database they look in.
import { embed } from './embedder.mjs'

const owner = '00000000-0000-4000-8000-000000000001'
const model = 'mock'

/** Stores the conversations as one person's. */
export async function fill(database, { threads, messages }) {
  await database.query(`insert into auth.users (id, email) values ($1, 'lena@example.com')`, [owner])
  await asOwner(database, async (sql) => {
    await sql(
      `insert into public.ai_threads (thread_id, title)
       select * from jsonb_to_recordset($1) as thread (thread_id uuid, title text)`,
      [JSON.stringify(threads)],
    )
    for (const { message_id, thread_id, role, content, text, created_at } of messages) {
      await sql(
        `insert into public.ai_messages (message_id, thread_id, role, content, created_at, message_embedding, embedding_model)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [message_id, thread_id, role, JSON.stringify(content), created_at, JSON.stringify(embed(text)), model],
      )
    }
  })
  await database.exec('analyze')
}

const text = `kith.message_text(content)`

export const retrievers = [
  {
    name: 'the text of the question, as it is',
    retrieve: plain(
      `select message_id from public.ai_messages where strpos(lower(${text}), lower($1)) > 0 order by seq desc limit 20`,
    ),
  },
  {
    name: 'full text search, all words',
    retrieve: plain(
      `select message_id from public.ai_messages cross join websearch_to_tsquery('english', $1) as query
       where to_tsvector('english', ${text}) @@ query
       order by ts_rank_cd(to_tsvector('english', ${text}), query) desc limit 20`,
    ),
  },
  {
    name: 'full text search, any word',
    retrieve: plain(
      `select message_id from public.ai_messages
       cross join to_tsquery('english', array_to_string(tsvector_to_array(to_tsvector('english', $1)), ' | ')) as query
       where to_tsvector('english', ${text}) @@ query
       order by ts_rank_cd(to_tsvector('english', ${text}), query) desc limit 20`,
    ),
  },
  { name: 'recall by words', retrieve: recall({}) },
  { name: 'recall by words, without neighbours', retrieve: recall({ previous: 0, answer: 0, next: 0 }) },
  { name: 'mistyped, not corrected', asked: 'mistyped', retrieve: recall({ corrects: false }) },
  { name: 'mistyped, corrected', asked: 'mistyped', retrieve: recall({}) },
  { name: 'vectors alone', retrieve: nearest },
  ...[0.2, 0.4, 0.6].map((vector) => ({ name: `words and vectors, ${vector}`, retrieve: recall({ vector }, true) })),
]

function plain(statement) {
  return (database, question) => asOwner(database, async (sql) => ids(await sql(statement, [question.text])))
}

function recall(settings, withVectors = false) {
  return (database, question) =>
    asOwner(database, async (sql) => {
      const vector = withVectors ? JSON.stringify(embed(question.text)) : null
      const rows = await sql(
        `select found.item_id as message_id
         from kith.find_messages(
           $1, speaker => kith.asked_speaker($1), embedding => $2, embedding_model => $3, max_rows => 20, settings => $4
         ) as result
         cross join lateral unnest(result.items) with ordinality as found (item_id, score, parts, rank)
         order by found.rank`,
        [question.text, vector, withVectors ? model : null, JSON.stringify(settings)],
      )
      return ids(rows)
    })
}

function nearest(database, question) {
  return asOwner(database, async (sql) =>
    ids(
      await sql('select message_id from public.ai_search_messages_vector($1, p_top_k => 20, p_model => $2)', [
        JSON.stringify(embed(question.text)),
        model,
      ]),
    ),
  )
}

export function asOwner(database, work) {
  return database.transaction(async (transaction) => {
    const claims = JSON.stringify({ sub: owner, role: 'authenticated' })
    await transaction.query(
      `select set_config('role', 'authenticated', true), set_config('request.jwt.claims', $1, true)`,
      [claims],
    )
    return work(async (statement, params) => (await transaction.query(statement, params)).rows)
  })
}

function ids(rows) {
  return rows.map(({ message_id }) => message_id)
}
