// Ways to find messages, each a function from a question to the ids it finds, best first. All are given the same question.
import { embed } from './embedder.mjs'

const owner = 'aaaaaaaa-0000-4000-8000-00000000000a'
const model = 'stand-in'

/** Stores the conversations as their owner would, one call for each thread. */
export async function fill(engine, rows) {
  await engine.sql(`insert into auth.users (id, email) values ($1, 'ana@example.com')`, [owner])
  for (const thread of rows.threads) await engine.call(owner, 'ai_save_thread', thread)
  for (const { thread_id } of rows.threads) {
    const messages = rows.messages.filter((message) => message.thread_id === thread_id)
    const stored = messages.map(({ text, ...message }) => ({
      ...message,
      embedding: JSON.stringify(embed(text)),
      embedding_model: model,
    }))
    await engine.call(owner, 'ai_save_messages', { messages: stored })
  }
  await engine.run('analyze')
}

export function retrieversOf(engine) {
  const ids = async (text, question) => (await engine.sql(text, [question, owner])).map((row) => row.message_id)
  const recall = async (question, more = {}) => {
    const found = await engine.call(owner, 'ai_recall', { query: question, max_messages: 20, max_memories: 0, ...more })
    return found.map((hit) => hit.item_id)
  }
  const uncorrected = async (question) => {
    const found = await engine.sql(
      `with caller as materialized (select set_config('request.jwt.claims', $2, true))
       select found.item_id, found.score from caller
       cross join lateral kith.find_messages($1, max_rows => 20, settings => '{"corrects": false}') as findings
       cross join lateral unnest(findings.items) as found order by found.score desc`,
      [question, JSON.stringify({ sub: owner, role: 'authenticated' })],
    )
    return found.map((row) => row.item_id)
  }
  return {
    'the whole question as a substring': (question) =>
      ids(
        `select message_id from public.ai_messages where user_id = $2
         and strpos(lower(kith.message_text(content)), lower($1)) > 0 order by seq desc limit 20`,
        question,
      ),
    'full text, all words (english)': (question) => ids(fullText('&'), question),
    'full text, any word, ts_rank_cd': (question) => ids(fullText('|'), question),
    'recall, no model': (question) => recall(question),
    'recall, no model, no correction': uncorrected,
    'recall with a stand-in for embeddings': (question) =>
      recall(question, { embedding: JSON.stringify(embed(question)), embedding_model: model }),
    'the stand-in for embeddings alone': async (question) => {
      const args = { p_query: JSON.stringify(embed(question)), p_top_k: 20, p_model: model }
      return (await engine.call(owner, 'ai_search_messages_vector', args)).map((hit) => hit.message_id)
    },
  }
}

function fullText(operator) {
  return `select message.message_id
    from public.ai_messages as message
    cross join lateral (select to_tsvector('pg_catalog.english', kith.message_text(message.content)) as terms) as indexed
    cross join (
      select string_agg(quote_literal(term), ' ${operator} ')::tsquery as query
      from unnest(tsvector_to_array(to_tsvector('pg_catalog.english', $1))) as term
    ) as asked
    where message.user_id = $2 and indexed.terms @@ asked.query
    order by ts_rank_cd(indexed.terms, asked.query) desc, message.seq desc limit 20`
}
