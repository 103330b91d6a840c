// A thread of 10,000 messages goes to another persona, or another version of its second message is shown, with which all
// that follow leave the path or come back. The peer changes one column of as many rows with the same indexes.
import { randomUUID } from 'node:crypto'
import { resourceKey } from './cases-lists.mjs'

const LENGTH = 10_000
const aim = { pglite: 600, postgres: 300 }

/** One for every world, with messages and vectors as the others have them. */
const longThreads = new WeakMap()
function longThreadOf(world) {
  if (!longThreads.has(world)) longThreads.set(world, makeLongThread(world))
  return longThreads.get(world)
}

async function makeLongThread({ engine, person, threads }) {
  const threadId = randomUUID()
  const own = threads.reduce((sum, { message_count }) => sum + message_count, 0)
  await engine.call(person.userId, 'ai_save_thread', { thread_id: threadId })
  await engine.sql(
    `insert into public.ai_messages (thread_id, user_id, role, content, message_embedding, embedding_model)
     select $1, user_id, role, content, message_embedding, embedding_model
     from public.ai_messages cross join generate_series(1, $3::integer)
     where user_id = $2 limit ${LENGTH}`,
    [threadId, person.userId, Math.ceil(LENGTH / own)],
  )
  await engine.run(`
    create table bench.long (like public.ai_messages including all);
    insert into bench.long overriding system value select * from public.ai_messages where thread_id = '${threadId}';
    analyze`)
  const [{ message_id: second }] = await engine.sql(
    `select message_id from public.ai_messages where thread_id = $1 and depth = 1`,
    [threadId],
  )
  const sibling = await siblingOf(engine, person, second)
  return { threadId, second, sibling }
}

const versionOf = (second) => ({
  message: { message_id: randomUUID(), role: 'assistant', content: { format: 2, parts: [] } },
  sibling_of: second,
})

async function siblingOf(engine, person, second) {
  const version = versionOf(second)
  await engine.call(person.userId, 'ai_start_sibling', version)
  return version.message.message_id
}

/** Whichever of the two is not shown. */
async function hiddenVersion(world) {
  const { second, sibling } = await longThreadOf(world)
  const [{ selected }] = await world.engine.sql(`select selected from public.ai_messages where message_id = $1`, [
    second,
  ])
  return { message_id: selected ? sibling : second }
}

/** With the long version shown. */
async function newVersion(world) {
  const { second } = await longThreadOf(world)
  await world.engine.call(world.person.userId, 'ai_select_sibling', { message_id: second })
  return versionOf(second)
}

/** A persona that the thread is not with. */
async function otherPersona(world) {
  const { threadId } = await longThreadOf(world)
  const [{ persona_id }] = await world.engine.sql(`select persona_id from public.ai_threads where thread_id = $1`, [
    threadId,
  ])
  const [one, other] = world.person.personas.filter((persona) => persona !== null)
  return { thread_id: threadId, persona_id: persona_id === one ? other : one }
}

const flip = () => [`update bench.long set selected = not selected where depth > 0`, []]

/** @type {import('./cases.mjs').Case[]} */
export const threadCases = [
  { name: 'move a thread of 10,000 messages', input: otherPersona, call: ['ai_move_thread', (input) => input] },
  {
    name: 'select a version before 10,000 messages',
    input: hiddenVersion,
    call: ['ai_select_sibling', (input) => input],
  },
  { name: 'start a version before 10,000 messages', input: newVersion, call: ['ai_start_sibling', (input) => input] },
].map((one) => ({
  ...one,
  aim,
  fillsItself: true,
  peer: one.name.startsWith('move')
    ? ({ persona_id }, { person }) => [`update bench.long set resource_key = $1`, [resourceKey(person, persona_id)]]
    : flip,
}))
