// Recall for the assistant and search for the screen. Peers: any of the words by ts_rank_cd, as full text search usually
// comes, and the exact scan over all vectors.
import { resourceKey } from './cases-lists.mjs'
import { questionOf, textOf, topicOf } from './texts.mjs'
import { MODEL } from './vectors.mjs'

const words = {
  '1 rare word': (random) => questionOf(random, 'rare', 1),
  '12 mixed words': (random) => questionOf(random, 'mixed', 12),
  '12 common words': (random) => questionOf(random, 'common', 12),
  '8 Chinese characters': (random) =>
    textOf(random, { role: 'user', language: 'chinese', topic: topicOf(random) })
      .replaceAll(/[，。？\w]/g, '')
      .slice(0, 8),
}

const question = (kind) => (world, random) => ({
  query: words[kind](random),
  vector: world.vectors && random.pick(world.vectors),
})

// Recall stays in one vault, here that of no persona, with most of the messages; search looks everywhere.
const vault = { where: 'resource_key = $1', of: (person) => resourceKey(person, null) }
const everywhere = { where: 'user_id = $1', of: (person) => person.userId }

const byWords =
  (scope, columns, count) =>
  (input, { person }) => [
    `select message.message_id, message.content, ts_rank_cd(row.terms, asked.terms) as score ${columns}
   from (
     select string_agg(quote_literal(lexeme), ' | ')::tsquery as terms
     from unnest(kith.terms($2, 'pg_catalog.english'))
   ) as asked
   join public.ai_message_search as row on row.terms @@ asked.terms
   join public.ai_messages as message using (message_id)
   where row.${scope.where} order by score desc limit ${count}`,
    [scope.of(person), input.query],
  ]

const byVectors =
  (scope, count) =>
  (input, { person }) => [
    `select message_id, content from public.ai_messages
   where ${scope.where} and message_embedding is not null
   order by message_embedding operator(extensions.<=>) $2::extensions.vector limit ${count}`,
    [scope.of(person), input.vector],
  ]

const lexicalAim = { pglite: 60, postgres: 45 }
const vectorAim = { pglite: 120, postgres: 80 }

/** @type {import('./cases.mjs').Case[]} */
export const recallCases = [
  ...Object.keys(words).map((kind) => ({
    name: `recall, ${kind}`,
    aim: lexicalAim,
    input: question(kind),
    call: ['ai_recall', ({ query }) => ({ query })],
    peer: byWords(vault, '', 10),
  })),
  ...Object.keys(words).map((kind) => ({
    name: `recall, ${kind} and a vector`,
    aim: vectorAim,
    needsVectors: true,
    input: question(kind),
    call: ['ai_recall', ({ query, vector }) => ({ query, embedding: vector, embedding_model: MODEL })],
    peer: byVectors(vault, 10),
  })),
]

const snippet = `, ts_headline('english', kith.message_text(message.content), asked.terms) as snippet`

/** @type {import('./cases.mjs').Case[]} */
export const searchCases = [
  ...Object.keys(words).map((kind) => ({
    name: `search, ${kind}`,
    aim: lexicalAim,
    input: question(kind),
    call: ['ai_search', ({ query }) => ({ query })],
    peer: byWords(everywhere, snippet, 20),
  })),
  {
    name: 'search, 12 mixed words and a vector',
    aim: vectorAim,
    needsVectors: true,
    input: question('12 mixed words'),
    call: ['ai_search', ({ query, vector }) => ({ query, embedding: vector, embedding_model: MODEL })],
    peer: byVectors(everywhere, 20),
  },
]
