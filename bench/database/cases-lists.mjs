// Lists of threads and messages.

const PAGE = 50
const aim = { pglite: 5, postgres: 5 }

const threadList = (where) => `
  select thread_id, persona_id, title, metadata.value, pinned, archived, created_at, last_message_at, opening.content
  from public.ai_threads as thread
  left join lateral (
    select jsonb_object_agg(key, value) as value from public.ai_metadata as row where row.thread_id = thread.thread_id
  ) as metadata on true
  left join lateral (
    select content from public.ai_messages as message where message.thread_id = thread.thread_id order by seq limit 1
  ) as opening on true
  where ${where}
  order by last_message_at desc, thread_id desc limit ${PAGE}`

const path = (where, direction) => `
  select message_id, thread_id, seq, role, content, status, parent_message_id, created_at
  from public.ai_messages where thread_id = $1 and selected and ${where} order by seq ${direction} limit ${PAGE}`

/** A thread, big ones more often, and a message in its midst. */
async function placeInThread({ engine, threads }, random) {
  const thread = threads[random.zipf(Math.min(threads.length, 500))]
  const [message] = await engine.sql(
    `select message_id, seq::int from public.ai_messages where thread_id = $1 and selected order by seq offset $2 limit 1`,
    [thread.thread_id, Math.floor(random.below(thread.message_count) * 0.9)],
  )
  return { thread_id: thread.thread_id, ...message }
}

/** A persona, the busy ones more often, and a thread in the midst of its list. */
async function placeInList({ engine, threads, person }, random) {
  const thread = random.pick(threads)
  const [place] = await engine.sql(`select thread_id, last_message_at from public.ai_threads where thread_id = $1`, [
    thread.thread_id,
  ])
  return {
    ...place,
    persona_id: thread.persona_id,
    user_id: person.userId,
    key: resourceKey(person, thread.persona_id),
  }
}

export const resourceKey = (person, persona) => `${person.userId}:${persona ?? '00000000-0000-0000-0000-000000000000'}`

/** @type {import('./cases.mjs').Case[]} */
export const listCases = [
  ...[
    { who: 'a persona', all: false, scope: 'resource_key = $1', of: ({ key }) => key },
    { who: 'all personas', all: true, scope: 'user_id = $1', of: ({ user_id }) => user_id },
  ].flatMap(({ who, all, scope, of }) => [
    {
      name: `threads of ${who}, first page`,
      aim,
      input: placeInList,
      call: ['ai_list_threads', ({ persona_id }) => ({ persona_id, all_personas: all, max_rows: PAGE })],
      peer: (input) => [threadList(scope), [of(input)]],
    },
    {
      name: `threads of ${who}, page in the middle`,
      aim,
      input: placeInList,
      call: [
        'ai_list_threads',
        ({ persona_id, thread_id, last_message_at }) => ({
          persona_id,
          all_personas: all,
          max_rows: PAGE,
          before_message_at: last_message_at,
          before_id: thread_id,
        }),
      ],
      peer: (input) => [
        threadList(`${scope} and (last_message_at, thread_id) < ($2, $3)`),
        [of(input), input.last_message_at, input.thread_id],
      ],
    },
  ]),
  {
    name: 'messages of a thread, last page',
    aim,
    input: placeInThread,
    call: ['ai_list_path', ({ thread_id }) => ({ thread_id, max_rows: PAGE })],
    peer: ({ thread_id }) => [path('true', 'desc'), [thread_id]],
  },
  {
    name: 'messages of a thread, page before',
    aim,
    input: placeInThread,
    call: ['ai_list_path', ({ thread_id, seq }) => ({ thread_id, max_rows: PAGE, before_seq: seq })],
    peer: ({ thread_id, seq }) => [path('seq < $2', 'desc'), [thread_id, seq]],
  },
  {
    name: 'messages of a thread, around one',
    aim,
    input: placeInThread,
    call: ['ai_list_path', ({ thread_id, message_id }) => ({ thread_id, max_rows: PAGE, around_id: message_id })],
    peer: ({ thread_id, seq }) => [path('seq >= $2', 'asc'), [thread_id, seq]],
  },
]
