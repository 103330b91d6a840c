// What is measured: calls of the API by the owner of many messages, each with other inputs every time, the time that
// is aimed at for 100,000 messages, and a peer: plain SQL above row security that does about the same work.
import { forgetCases } from './cases-forget.mjs'
import { listCases } from './cases-lists.mjs'
import { saveCases } from './cases-save.mjs'
import { recallCases, searchCases } from './cases-search.mjs'
import { threadCases } from './cases-threads.mjs'

/**
 * @typedef {{
 *   engine: import('./engines.mjs').Engine, person: import('./conversations.mjs').Someone,
 *   threads: { thread_id: string, persona_id: string | null, message_count: number }[],
 *   vectors: string[] | null,
 * }} World Whose calls they are, the owner's threads by size, and vectors to ask with.
 *
 * @typedef {{
 *   name: string,
 *   aim?: { pglite: number, postgres: number } | null,
 *   needsVectors?: boolean,
 *   fillsItself?: boolean,
 *   input: (world: World, random: ReturnType<typeof import('./random.mjs').randomOf>) => object | Promise<object>,
 *   call: [name: string, args: (input: object) => object],
 *   peer?: (input: object, world: World) => [text: string, params: unknown[]],
 * }} Case
 */

/** @type {Case[]} */
export const cases = [
  { name: 'empty call', input: () => ({}), call: ['ai_whoami', () => ({})], peer: () => ['select 1', []] },
  ...listCases,
  ...saveCases,
  ...recallCases,
  ...searchCases,
  ...forgetCases,
  ...threadCases,
]
