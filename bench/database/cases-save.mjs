// A question and its answer are saved. The peer puts the same JSON and vectors into a table without anything around it.
import { randomUUID } from 'node:crypto'
import { textOf } from './texts.mjs'
import { MODEL } from './vectors.mjs'

/** The table of the peer. */
export const peerTable = `
  create table bench.plain (message_id uuid primary key, thread_id uuid, content jsonb, v extensions.vector(1536))`

function pair({ threads, vectors }, random, hasVectors) {
  const thread_id = threads[random.zipf(Math.min(threads.length, 200))].thread_id
  const said = ['user', 'assistant'].map((role) => ({
    message_id: randomUUID(),
    thread_id,
    role,
    content: { format: 2, parts: [{ type: 'text', text: textOf(random, { role, language: 'english', topic: 7 }) }] },
    created_at: new Date(),
    ...(hasVectors ? { message_embedding: random.pick(vectors), embedding_model: MODEL } : {}),
  }))
  return { messages: said }
}

const plainInsert = ({ messages }) => [
  `insert into bench.plain
   select message_id, thread_id, content, message_embedding::extensions.vector
   from json_to_recordset($1::json) as row (message_id uuid, thread_id uuid, content jsonb, message_embedding text)`,
  [JSON.stringify(messages)],
]

/** @type {import('./cases.mjs').Case[]} */
export const saveCases = [
  {
    name: 'save two messages',
    aim: { pglite: 4, postgres: 4 },
    input: (world, random) => pair(world, random, false),
    call: ['ai_save_messages', (input) => input],
    peer: plainInsert,
  },
  {
    name: 'save two messages with vectors',
    aim: { pglite: 12, postgres: 12 },
    needsVectors: true,
    input: (world, random) => pair(world, random, true),
    call: ['ai_save_messages', (input) => input],
    peer: plainInsert,
  },
]
