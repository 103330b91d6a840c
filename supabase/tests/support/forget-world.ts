// What one person has when something is to be forgotten: a topic, known by a word that nobody else uses, that has left
// traces in every place Kith keeps anything, among conversations about other things.
import { randomUUID } from 'node:crypto'
import type { Engine, Person, Sql } from './engines'

/** What may be forgotten of a world, so that nothing of the topic is left. */
export type Target = 'messages' | 'memory' | 'thread' | 'persona' | 'query' | 'account'

export interface World {
  person: Person
  /** Of the topic. It is in no text of anybody else, and in everything of the topic. */
  word: string
  /** What was said about it. */
  sentence: string
  /** The arguments of ai_forget_preview. */
  target: Record<string, unknown>
  coach: string
  cook: string
  /** Where the topic came up. */
  threadId: string
  /** Another persona's. */
  otherThreadId: string
  /** Messages about other things, and the words in them. */
  others: { messageId: string; word: string; threadId: string }[]
  questionId: string
  memoryId: string
}

/** A word no stemmer shortens and no dictionary knows. */
export function newWord(): string {
  const letters = randomUUID().replaceAll('-', '').slice(0, 14)
  return `q${letters.replaceAll(/\d/g, (digit) => 'bdfghjlmnp'.charAt(Number(digit)))}k`
}

export const said = (text: string, more: object = {}) =>
  JSON.stringify({ format: 2, parts: [{ type: 'text', text }], ...more })

/** A world in which `target` forgets the topic. @param fillers messages about other things, in each thread */
export async function buildWorld(engine: Engine, kind: Target, fillers: number): Promise<World> {
  const person = await engine.signIn(randomUUID())
  const word = newWord()
  const world: World = {
    person,
    word,
    sentence: `My ${word} is older than the house`,
    target: {},
    coach: randomUUID(),
    cook: randomUUID(),
    threadId: randomUUID(),
    otherThreadId: randomUUID(),
    others: [],
    questionId: randomUUID(),
    memoryId: randomUUID(),
  }
  const isSpoken = kind !== 'memory'
  const answerId = randomUUID()
  await person.transaction(async (sql) => {
    await makePlaces(sql, world)
    await addFillers(sql, world, fillers)
    if (isSpoken) await say(sql, world, answerId)
    await addFillers(sql, world, fillers)
    await remember(sql, world, isSpoken)
    await derive(sql, world, isSpoken)
    if (kind === 'persona') {
      await sql(`update public.ai_personas set instructions = $2 where id = $1`, [world.coach, `Speak of ${word}.`])
    }
    if (kind === 'query') await mention(sql, world)
    if (/query|thread|persona|account/.test(kind)) await waitWith(sql, world)
    await useElsewhere(sql, world, isSpoken)
  })
  world.target = {
    messages: { message_ids: [world.questionId, answerId] },
    memory: { memory_ids: [world.memoryId] },
    thread: { thread_id: world.threadId },
    persona: { persona_id: world.coach },
    query: { query: `the ${word.toUpperCase()}` },
    account: { account: true },
  }[kind]
  // Looked at once before, and thought better of it.
  await person.sql('select * from public.ai_forget_preview(memory_ids => array[$1::uuid])', [world.memoryId])
  return world
}

async function makePlaces(sql: Sql, world: World): Promise<void> {
  await sql(`insert into public.ai_personas (id, name) values ($1, 'Coach'), ($2, 'Cook')`, [world.coach, world.cook])
  const thread = 'insert into public.ai_threads (thread_id, persona_id, title) values ($1, $2, $3)'
  await sql(thread, [world.threadId, world.coach, 'Of this and that'])
  await sql(thread, [world.otherThreadId, world.cook, 'Of other things'])
}

async function addFillers(sql: Sql, world: World, count: number): Promise<void> {
  for (const threadId of [world.threadId, world.otherThreadId]) {
    for (let left = count; left > 0; left -= 1) {
      const other = { messageId: randomUUID(), word: newWord(), threadId }
      world.others.push(other)
      await sql(
        `insert into public.ai_messages (message_id, thread_id, role, content) values ($1, $2, $3, $4::jsonb)`,
        [
          other.messageId,
          threadId,
          left % 2 ? 'user' : 'assistant',
          said(`Of this and that and other things, for instance ${other.word}.`),
        ],
      )
    }
  }
}

async function say(sql: Sql, world: World, answerId: string): Promise<void> {
  const { word, sentence, threadId } = world
  const fileId = await keepFile(sql, world.coach, `${word}.txt`, [`It says: ${sentence}.`])
  const vector = `[${Array.from({ length: 1536 }, (_, index) => Math.sin(index + 1)).join(',')}]`
  const message = `insert into public.ai_messages (message_id, thread_id, role, content, message_embedding)
    values ($1, $2, $3, $4::jsonb, $5::text::extensions.vector)`
  await sql(message, [
    world.questionId,
    threadId,
    'user',
    said(`Well. ${sentence}. Look: kith-file:${fileId}`, { metadata: { about: word } }),
    vector,
  ])
  const tool = { type: 'tool-invocation', toolInvocation: { args: { query: word }, result: { [word]: 1 } } }
  await sql(message, [
    answerId,
    threadId,
    'assistant',
    JSON.stringify({ format: 2, parts: [tool, { type: 'text', text: `How nice. ${sentence}, you say!` }] }),
    null,
  ])
  await sql(`insert into public.ai_metadata (message_id, key, value) values ($1, 'note', to_jsonb($2::text))`, [
    world.questionId,
    word,
  ])
  await sql(`update public.ai_threads set title = $2 where thread_id = $1`, [threadId, `About a ${word}`])
  const run = randomUUID()
  await sql(
    `insert into public.ai_runs (run_id, thread_id, message_id, status, model, device, settings)
     values ($1, $2, $3, 'complete', '{}', 'desk', jsonb_build_object('asked', $4::text))`,
    [run, threadId, answerId, sentence],
  )
  await sql(
    `insert into public.ai_receipts (run_id, kind, item_id, used, parts)
     values ($1, 'message', $2, true, jsonb_build_object('terms', jsonb_build_array($3::text)))`,
    [run, world.questionId, word],
  )
}

/** A file in parts. @returns its id */
export async function keepFile(sql: Sql, persona: string, name: string, parts: (string | Buffer)[]): Promise<string> {
  const fileId = randomUUID()
  const bytes = parts.map((part) => Buffer.from(part).toString('hex'))
  await sql(
    `insert into public.ai_files (file_id, persona_id, sha256, media_type, name, size)
     values ($1, $2, sha256(decode($3, 'hex')), 'text/plain', $4, length($3) / 2)`,
    [fileId, persona, bytes.join(''), name],
  )
  await sql(
    `insert into public.ai_file_chunks (file_id, n, bytes)
     select $1, n - 1, decode(part, 'hex') from unnest($2::text[]) with ordinality as given (part, n)`,
    [fileId, bytes],
  )
  await sql('update public.ai_files set complete = true where file_id = $1', [fileId])
  return fileId
}

/** What was learned: a memory with a history, what was merged into it, a proposal, notes and their versions. */
async function remember(sql: Sql, world: World, isSpoken: boolean): Promise<void> {
  const { word, sentence, coach, cook, memoryId } = world
  const source = isSpoken ? world.questionId : null
  const memory = `insert into public.ai_memory (memory_id, persona_id, memory_type, content, status, source_message_id)
    values ($1, $2, $3, $4, $5, $6)`
  await sql(memory, [memoryId, coach, 'fact', `Owns a ${word}, an old one.`, 'active', source])
  await sql(
    `update public.ai_memory set content = $2, content_json = jsonb_build_object($3::text, $3::text) where memory_id = $1`,
    [memoryId, `${sentence}.`, word],
  )
  await sql(`insert into public.ai_metadata (memory_id, key, value) values ($1, 'note', to_jsonb($2::text))`, [
    memoryId,
    word,
  ])
  const merged = randomUUID()
  await sql(memory, [merged, coach, 'fact', `There was a ${word} once.`, 'active', null])
  await sql(`update public.ai_memory set status = 'archived', merged_into = $2 where memory_id = $1`, [
    merged,
    memoryId,
  ])
  await sql(memory, [randomUUID(), cook, 'fact', `Told the coach: ${sentence}.`, 'proposed', null])
  // Said it once, and says something else now.
  const changed = randomUUID()
  await sql(memory, [changed, cook, 'fact', `Told the coach: ${sentence}!`, 'active', null])
  await sql(`update public.ai_memory set content = 'Told the coach something.' where memory_id = $1`, [changed])

  if (isSpoken) await sql(memory, [randomUUID(), coach, 'working', `Cares for the ${word}.`, 'archived', source])
  const notes = (...lines: string[]) => ['# Notes', '- Trains on Tuesday.', ...lines].join('\n')
  await sql(memory, [randomUUID(), coach, 'working', notes(`- Likes tea. ${sentence}.`), 'active', null])
  await sql(
    `update public.ai_memory set content = $2 where persona_id = $1 and memory_type = 'working' and status = 'active'`,
    [coach, notes(`- Likes tea. ${sentence}.`, ...(isSpoken ? [`Cares for the ${word}.`] : []), '- Runs.')],
  )
}

/** What the application made of it. */
async function derive(sql: Sql, world: World, isSpoken: boolean): Promise<void> {
  const { sentence, threadId, coach } = world
  const metadata = `insert into public.ai_metadata (thread_id, memory_id, persona_ref, key, value) values ($1, $2, $3, $4, $5::jsonb)`
  const [first] = world.others.filter((other) => other.threadId === threadId)
  const notesOfCook = randomUUID()
  await sql(
    `insert into public.ai_memory (memory_id, persona_id, memory_type, content) values ($1, $2, 'working', '')`,
    [notesOfCook, world.cook],
  )
  const quoted = JSON.stringify({ om: { observations: [`Ana: ${sentence}.`] } })
  await sql(metadata, [null, notesOfCook, null, 'mastra.resource', quoted])
  await sql(metadata, [null, null, coach, 'summary', quoted])
  await sql(
    `insert into public.ai_run_snapshots (workflow_name, run_key, resource_key, thread_id, status, snapshot)
     values ('agentic-loop', $1, $2, $3, 'suspended', $4::jsonb)`,
    [randomUUID(), `${world.person.userId}:${world.cook}`, world.otherThreadId, quoted],
  )
  if (!isSpoken) return
  await sql(metadata, [threadId, null, null, 'mastra.thread', quoted])
  await sql(
    `insert into public.ai_memory (persona_id, memory_type, content, source_thread_id)
     values ($1, 'observation', $2, $3)`,
    [coach, `The thread is about a ${world.word}.`, threadId],
  )
  if (first) {
    await sql(
      `insert into public.ai_runs (thread_id, message_id, status, model, device, failure)
       values ($1, $2, 'failed', '{}', 'desk', $3::jsonb)`,
      [threadId, first.messageId, JSON.stringify({ code: 'REFUSED', data: { said: `Refused: ${sentence}.` } })],
    )
  }
}

/** Where only a search looks. */
async function mention(sql: Sql, world: World): Promise<void> {
  const { word, coach, otherThreadId } = world
  await sql(`update public.ai_threads set title = $2 where thread_id = $1`, [otherThreadId, `${word}!`])
  await sql(`insert into public.ai_metadata (thread_id, key, value) values ($1, $2, '1')`, [
    otherThreadId,
    `the ${word}`,
  ])
  await keepFile(sql, coach, `${word}.png`, ['A picture.'])
  await keepFile(sql, world.cook, 'notes.txt', ['Of other things, and a ', `${word}.`])
  await sql(`insert into public.ai_memory (persona_id, memory_type, content) values ($1, 'fact', $2)`, [
    world.cook,
    `Not only a ${word}, as one hears.`,
  ])
}

/** What its owner says next, when that thread is answered. */
async function waitWith(sql: Sql, { word, coach, threadId }: World): Promise<void> {
  const fileId = await keepFile(sql, coach, 'next.txt', ['Of nothing in particular.'])
  await sql(`insert into public.ai_waiting_messages (message_id, thread_id, content) values ($1, $2, $3::jsonb)`, [
    randomUUID(),
    threadId,
    said(`And where is the ${word} now? Look: kith-file:${fileId}`),
  ])
}

/** An answer to something else, in another place, that was made with it. */
async function useElsewhere(sql: Sql, world: World, isSpoken: boolean): Promise<void> {
  const [answer] = world.others.filter((other) => other.threadId === world.otherThreadId)
  if (!answer) return
  const runId = randomUUID()
  await sql(
    `insert into public.ai_runs (run_id, thread_id, message_id, status, model, device)
     values ($1, $2, $3, 'complete', '{}', 'desk')`,
    [runId, world.otherThreadId, answer.messageId],
  )
  const items = [['memory', world.memoryId], ...(isSpoken ? [['message', world.questionId]] : [])]
  for (const [kind, id] of items) {
    await sql(
      `insert into public.ai_receipts (run_id, kind, item_id, used, rank, score, parts, reason)
       values ($1, $2, $3, true, 1, 0.5, jsonb_build_object('terms', jsonb_build_array($4::text)), $4)`,
      [runId, kind, id, world.word],
    )
  }
}
