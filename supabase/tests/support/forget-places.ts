// Every place where a word may stand, and every way to write it there. One at a time, so that nothing else gives it away.
import { randomUUID } from 'node:crypto'
import type { Person, Sql } from './engines'
import { keepFile } from './forget-world'

/** Two threads of a persona, with something said in each. */
export interface Home {
  person: Person
  persona: string
  threadId: string
  otherThreadId: string
  /** A message about something else, and the answer to it. */
  questionId: string
  answerId: string
}

type Put = (sql: Sql, home: Home, word: string) => Promise<unknown>

export async function makeHome(person: Person): Promise<Home> {
  const home = {
    person,
    persona: randomUUID(),
    threadId: randomUUID(),
    otherThreadId: randomUUID(),
    questionId: randomUUID(),
    answerId: randomUUID(),
  }
  const { persona, threadId, otherThreadId, questionId, answerId } = home
  await person.transaction(async (sql) => {
    await sql(`insert into public.ai_personas (id, name) values ($1, 'Coach')`, [persona])
    const thread = `insert into public.ai_threads (thread_id, persona_id, title) values ($1, $2, 'Of this and that')`
    await sql(thread, [threadId, persona])
    await sql(thread, [otherThreadId, persona])
    await say('What do you think of tea?', { messageId: questionId })(sql, home)
    await say('It is warm.', { messageId: answerId, role: 'assistant' })(sql, home)
  })
  return home
}

interface Saying {
  messageId?: string
  role?: string
  status?: string
}

const say = (text: string, more: Saying = {}) => sayContent([{ type: 'text', text }], more)

function sayContent(parts: object[], { messageId = randomUUID(), role = 'user', status = 'complete' }: Saying = {}) {
  return (sql: Sql, { otherThreadId }: Pick<Home, 'otherThreadId'>) =>
    sql(
      `insert into public.ai_messages (message_id, thread_id, role, content, status) values ($1, $2, $3, $4::jsonb, $5)`,
      [messageId, otherThreadId, role, JSON.stringify({ format: 2, parts }), status],
    )
}

const wide = (word: string) =>
  [...word].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)).join('')
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

const tool = (args: unknown, result: unknown) => ({
  type: 'tool-invocation',
  toolInvocation: { state: 'result', toolCallId: 'call_0123456789abcdef', toolName: 'look_up', args, result },
})

/** Ways to say it: in all of these a message has the word. */
const texts: Record<string, (word: string) => string> = {
  'in capitals': (word) => `About ${word.toUpperCase()}.`,
  'in wide letters': (word) => `About ${wide(word)}.`,
  'with a soft hyphen': (word) => `About ${word.slice(0, 3)}\u00AD${word.slice(3)}.`,
  'in an address': (word) => `Write to ${word}@example.com or look at https://example.com/a/${word}?b=c`,
  'joined by signs': (word) => `The setting is foo_${word}.bar/baz`,
  'in a path': (word) => `It is in ~${word}/_; there.`,
  'as an entity': (word) => `<p>&${word};</p>`,
  'in a comment nobody sees': (word) => `Text. <!-- ${word} --> Text.`,
  'in a quoted code block': (word) => `> \`\`\`ts\n> const ${word} = 1\n> \`\`\``,
  'beside Chinese characters': (word) => `我的${capital(word)}很大`,
  'beyond what is indexed': (word) => `${'tea and '.repeat(6_300)}${word}`,
  'across the end of what is indexed': (word) => `${'x'.repeat(49_994)} ${word}`,
}

const parts: Record<string, (word: string) => object> = {
  'what a tool was asked': (word) => tool({ who: word }, {}),
  'what a tool answered': (word) => tool({}, { found: [{ name: `${word}\n` }] }),
  'a thought': (word) => ({ type: 'reasoning', reasoning: `So, ${word}.`, details: [] }),
  'a source': (word) => ({ type: 'source', source: { sourceType: 'url', url: `https://example.com/${word}` } }),
  'a part nobody knows': (word) => ({ type: 'hologram', of: word }),
}

const memory: (columns: string, values: string) => Put = (columns, values) => (sql, home, word) =>
  sql(
    `insert into public.ai_memory (persona_id, memory_type, ${columns})
     select persona_id, 'fact', ${values} from (select $1::uuid as persona_id, $2::text as word) as given`,
    [home.persona, word],
  )

const run: (columns: string, values: string) => Put = (columns, values) => (sql, home, word) =>
  sql(
    `insert into public.ai_runs (thread_id, message_id, status, model, device, ${columns})
     select thread_id, message_id, 'failed', '{}', 'desk', ${values}
     from (select $1::uuid as thread_id, $2::uuid as message_id, $3::text as word) as given`,
    [home.otherThreadId, home.answerId, word],
  )

const receipt: (columns: string, values: string) => Put = (columns, values) => async (sql, home, word) => {
  await run('settings', `'{}'`)(sql, home, word)
  await sql(
    `insert into public.ai_receipts (run_id, kind, used, ${columns})
     select run.run_id, 'history', true, ${values}
     from public.ai_runs as run cross join (select $2::text as word) as given where run.message_id = $1`,
    [home.answerId, word],
  )
}

const metadata: (key: string, value: string) => Put = (key, value) => (sql, home, word) =>
  sql(
    `insert into public.ai_metadata (thread_id, key, value)
     select thread_id, ${key}, ${value} from (select $1::uuid as thread_id, $2::text as word) as given`,
    [home.threadId, word],
  )

const file: (parts: (word: string) => (string | Buffer)[]) => Put = (parts) => (sql, home, word) =>
  keepFile(sql, home.persona, 'notes.txt', parts(word))

/** Where a word is taken from when it is forgotten by a search. */
export const places: Record<string, Put> = {
  ...Object.fromEntries(
    Object.entries(texts).map(([how, text]): [string, Put] => [
      `a message ${how}`,
      (sql, home, word) => say(text(word))(sql, home),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(parts).map(([what, part]): [string, Put] => [
      what,
      (sql, home, word) => sayContent([part(word), { type: 'text', text: 'Well.' }], { role: 'assistant' })(sql, home),
    ]),
  ),
  'what the system said': (sql, home, word) => say(`Be nice to ${word}.`, { role: 'system' })(sql, home),
  'an answer that is being written': (sql, home, word) =>
    say(`Now, ${word}`, { role: 'assistant', status: 'streaming' })(sql, home),
  'a message off the path': async (sql, home, word) => {
    const messageId = randomUUID()
    await say(`First ${word}.`, { messageId })(sql, home)
    await sql(`update public.ai_messages set selected = false where message_id = $1`, [messageId])
  },
  'a deleted message': async (sql, home, word) => {
    const messageId = randomUUID()
    await say(`Once ${word}.`, { messageId })(sql, home)
    await sql(`update public.ai_messages set deleted_at = now() where message_id = $1`, [messageId])
  },
  'a deleted thread': async (sql, home, word) => {
    await say(`Once ${word}.`)(sql, home)
    await sql(`update public.ai_threads set deleted_at = now() where thread_id = $1`, [home.otherThreadId])
  },
  'what waits to be said': (sql, home, word) =>
    sql(`insert into public.ai_waiting_messages (message_id, thread_id, content) values ($1, $2, $3::jsonb)`, [
      randomUUID(),
      home.threadId,
      JSON.stringify({ format: 2, parts: [{ type: 'text', text: `And ${word}?` }] }),
    ]),
  'a memory': memory('content', `'Likes ' || word`),
  'a deleted memory': memory('content, deleted_at', `word || '?', now()`),
  'the data of a memory': memory(
    'content, content_json',
    `'Likes it', jsonb_build_object('it', jsonb_build_array(word))`,
  ),
  'a key of the data of a memory': memory('content, content_json', `'Likes it', jsonb_build_object(word, 1)`),
  'what a memory once said': async (sql, home, word) => {
    await memory('content', `'Likes ' || word`)(sql, home, word)
    await sql(`update public.ai_memory set content = 'Likes tea' where persona_id = $1`, [home.persona])
  },
  'the notes': (sql, home, word) =>
    sql(`insert into public.ai_memory (persona_id, memory_type, content) values ($1, 'working', $2)`, [
      home.persona,
      `# Notes\n- Likes tea.\n- Likes ${word}.`,
    ]),
  'the data of the notes': (sql, home, word) =>
    sql(
      `insert into public.ai_memory (persona_id, memory_type, content, content_json)
       values ($1, 'working', 'Likes tea.', jsonb_build_object('likes', $2::text))`,
      [home.persona, word],
    ),
  'a title': (sql, home, word) =>
    sql(`update public.ai_threads set title = $2 where thread_id = $1`, [home.threadId, `${word}-tea`]),
  'a value of metadata': metadata(`'note'`, `jsonb_build_object('a', jsonb_build_array(word))`),
  'a key of metadata': metadata('word', `'1'`),
  'a key in a value of metadata': metadata(`'note'`, 'jsonb_build_object(word, 1)'),
  'what the store keeps': metadata(`'mastra.thread'`, `jsonb_build_object('summary', word)`),
  'the name of a file': (sql, home, word) =>
    sql(
      `insert into public.ai_files (persona_id, sha256, media_type, name, size)
       values ($1, sha256('x'), 'text/plain', $2, 1)`,
      [home.persona, `${word}.png`],
    ),
  'what a file says': file((word) => ['Of tea.\n', `And of ${word.toUpperCase()}.`]),
  'what a file says across two parts': file((word) => [`Of ${word.slice(0, 5)}`, `${word.slice(5)}, and tea.`]),
  'what a file says in wide letters': file((word) => [`\uFEFF„Über ${wide(word)}“`]),
  'what a file says in another encoding': file((word) => [Buffer.from(`Größe von ${word}`, 'latin1')]),
  'the words of a score': receipt('parts', `jsonb_build_object('terms', jsonb_build_array(word))`),
  'the reason of a receipt': receipt('reason', `'no room for ' || word`),
  'the settings of a run': run('settings', `jsonb_build_object('stop', jsonb_build_array(word))`),
  'the reason of a failure': run(
    'failure',
    `jsonb_build_object('code', 'REFUSED', 'data', jsonb_build_object('reason', word))`,
  ),
  'a snapshot': (sql, home, word) =>
    sql(
      `insert into public.ai_run_snapshots (workflow_name, run_key, resource_key, thread_id, status, snapshot)
       values ('agentic-loop', $1, $2, $3, 'suspended', jsonb_build_object('messages', jsonb_build_array($4::text)))`,
      [randomUUID(), `${home.person.userId}:${home.persona}`, home.threadId, word],
    ),
}
