// Brings the conversations into a database by ordinary inserts: triggers place the messages and derive the search rows.
import { contentOf, conversations, personaOf } from './conversations.mjs'
import { randomOf } from './random.mjs'
import { languageOf, textOf, topicOf } from './texts.mjs'
import { MODEL, meaningOf, vectorOf } from './vectors.mjs'

const BATCH = 500
/** Of the messages that may have a vector. */
const VECTOR_SHARE = 0.9

/** Accounts and their personas. */
export async function savePeople(engine, people) {
  const rows = JSON.stringify(people.map(({ number, userId, personas }) => ({ number, user_id: userId, personas })))
  await engine.sql(
    `insert into auth.users (id, aud, role, email, created_at, updated_at)
     select user_id, 'authenticated', 'authenticated', number || '@example.com', now(), now()
     from json_to_recordset($1::json) as person (number integer, user_id uuid)`,
    [rows],
  )
  await engine.sql(
    `insert into public.ai_personas (id, user_id, name)
     select persona.id::uuid, person.user_id, 'Persona ' || persona.place
     from json_to_recordset($1::json) as person (user_id uuid, personas json),
       json_array_elements_text(person.personas) with ordinality as persona (id, place)
     where persona.id is not null`,
    [rows],
  )
}

/**
 * Saves conversations with their threads, in batches.
 * @param {{ hasVectors: (person: object) => boolean, progress: (done: number) => Promise<void> }} options Besides those
 *   of `conversations`: whose messages have vectors, and what to do after each batch.
 */
export async function saveMessages(engine, { hasVectors, progress, ...plan }) {
  let threads = []
  let messages = []
  const flush = async () => {
    await engine.sql(insertThreads, [JSON.stringify(threads)])
    await engine.sql(insertMessages, [JSON.stringify(messages)])
    threads = []
    messages = []
  }
  for (const message of conversations(plan)) {
    const { person, thread, isNew, at, role, isSelected, random, index } = message
    if (isNew) threads.push(threadRow(person, thread, random))
    messages.push({
      message_id: random.uuid(),
      thread_id: thread.threadId,
      user_id: person.userId,
      role,
      selected: isSelected,
      created_at: at,
      content: contentOf(message),
      meaning: hasVectors(person) && random.happens(VECTOR_SHARE) ? meaningOf(random, thread.topic) : undefined,
    })
    if (messages.length === BATCH || index === plan.to - 1) {
      await flush()
      await progress(index + 1)
    }
  }
}

function threadRow(person, thread, random) {
  const title = textOf(random, { ...thread, role: 'user' })
    .slice(0, 60)
    .trim()
  return {
    thread_id: thread.threadId,
    user_id: person.userId,
    persona_id: thread.personaId,
    title: thread.isNamed ? title : null,
    at: thread.at,
  }
}

/** Saves what a person's personas know. */
export async function saveMemories(engine, person, count) {
  for (let from = 0; from < count; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - from) }, (_, place) => memoryRow(person, from + place))
    await engine.sql(insertMemories, [JSON.stringify(rows)])
  }
}

function memoryRow(person, index) {
  const random = randomOf(4, person.number, index)
  const topic = topicOf(random)
  const status = random.happens(0.9) ? 'active' : random.pick(['archived', 'proposed'])
  return {
    memory_id: random.uuid(),
    user_id: person.userId,
    persona_id: personaOf(person, random),
    memory_type: random.pick(['fact', 'preference', 'event', 'instruction']),
    content: textOf(random, { role: 'user', language: languageOf(random), topic }).slice(0, 240),
    status,
    meaning: meaningOf(random, topic),
  }
}

const insertThreads = `
  insert into public.ai_threads (thread_id, user_id, persona_id, title, last_message_at, created_at)
  select thread_id, user_id, persona_id, title, at, at
  from json_to_recordset($1::json) as thread (
    thread_id uuid, user_id uuid, persona_id uuid, title text, at timestamptz
  )`

const insertMessages = `
  insert into public.ai_messages (
    message_id, thread_id, user_id, role, selected, created_at, content, message_embedding, embedding_model
  )
  select
    message_id, thread_id, user_id, role, selected, created_at, content,
    case when meaning is not null then ${vectorOf('meaning')} end,
    case when meaning is not null then '${MODEL}' end
  from json_to_recordset($1::json) as message (
    message_id uuid, thread_id uuid, user_id uuid, role text, selected boolean, created_at timestamptz, content jsonb,
    meaning json
  )`

const insertMemories = `
  insert into public.ai_memory (
    memory_id, user_id, persona_id, memory_type, content, status, content_embedding, embedding_model
  )
  select memory_id, user_id, persona_id, memory_type, content, status, ${vectorOf('meaning')}, '${MODEL}'
  from json_to_recordset($1::json) as memory (
    memory_id uuid, user_id uuid, persona_id uuid, memory_type text, content text, status text, meaning json
  )`
