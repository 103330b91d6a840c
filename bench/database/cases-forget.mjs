// What would be forgotten: counted before anything is. The peers find only the messages themselves, not who quotes them.
import { questionOf } from './texts.mjs'

const aim = { pglite: 1_000, postgres: 500 }

/** @type {import('./cases.mjs').Case[]} */
export const forgetCases = [
  {
    name: 'forget preview, a thread',
    aim,
    input: ({ threads }, random) => threads[random.zipf(Math.min(threads.length, 500))],
    call: ['ai_forget_preview', ({ thread_id }) => ({ thread_id })],
    peer: ({ thread_id }) => [`select message_id, content from public.ai_messages where thread_id = $1`, [thread_id]],
  },
  ...[
    ['1 rare word', 'rare', 1],
    ['3 mixed words', 'mixed', 3],
  ].map(([name, kind, count]) => ({
    name: `forget preview, ${name}`,
    aim,
    input: (_world, random) => ({ query: questionOf(random, kind, count) }),
    call: ['ai_forget_preview', ({ query }) => ({ query })],
    peer: ({ query }, { person }) => [
      `select message_id from public.ai_messages where user_id = $1 and kith.message_text(content) ilike all ($2)`,
      [person.userId, query.split(' ').map((word) => `%${word}%`)],
    ],
  })),
]
