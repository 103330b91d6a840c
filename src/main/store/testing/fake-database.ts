// For tests: the SQL functions this room and the assistant call, as they behave in the migrations, in memory. Arguments
// and results cross a wire of JSON, and what PostgreSQL refuses to store is refused here too.
import { KithError } from '../../../shared/errors'
import type { Call, FunctionName } from '../../database/call'
import type { Database } from '../../database/database.types'
import { createFakeMemories } from './fake-memories'
import { createFakeMessages } from './fake-messages'
import type { FakeMessage } from './fake-messages'
import { createFakePersonas } from './fake-personas'
import { createFakeRuns } from './fake-runs'
import type { FakeRun } from './fake-runs'
import { createFakeThreads } from './fake-threads'
import { notAllowed, overTheWire, refuseUnstorable, resourceKeyOf } from './wire'
import type { Args, Functions, Scope } from './wire'

type RecallHit = Database['public']['CompositeTypes']['ai_recall_hit']

export interface FakeDatabase {
  call: Call
  /** Calls as a run: they see one vault, and most functions refuse them. */
  forRun(run: { personaId: string | null }): Promise<Call>
  userId: string
  /** Every call that arrived, in order. */
  calls: { name: FunctionName; args: Args; isRun: boolean }[]
  /** The rows as they are now. */
  messages: () => FakeMessage[]
  runs: () => FakeRun[]
  proposals: () => { content: string; source_message_id: string | null }[]
  /** What `ai_recall` finds from now on, whatever is asked; nothing at first. What is in the prompt already is left out. */
  bringToMind(hits: RecallHit[]): void
  /** Makes calls of one function go wrong until the returned function is called. `times` limits how often. */
  fail(name: FunctionName, error?: Error, times?: number): () => void
  /** Holds calls of one function back until the returned function is called. */
  hold(name: FunctionName): () => void
}

const openToRuns: ReadonlySet<FunctionName> = new Set([
  'ai_get_thread',
  'ai_list_path',
  'ai_messages_by_id',
  'ai_list_personas',
  'ai_open_prompt',
  'ai_get_working_memory',
  'ai_save_answer',
  'ai_finish_answer',
  'ai_name_run_model',
  'ai_propose_memory',
  'ai_recall',
  'ai_list_irrelevant',
])

export function createFakeDatabase(userId: string = crypto.randomUUID()): FakeDatabase {
  const scope: Scope = { vault: null }
  const personas = createFakePersonas(userId, scope)
  const threads = createFakeThreads(userId, scope, personas)
  const messages = createFakeMessages(threads)
  const runs = createFakeRuns(threads, messages)
  const memories = createFakeMemories(userId, scope, { personas, threads, messages })
  let inMind: RecallHit[] = []
  const functions: Functions = {
    ai_recall: ({ exclude_thread_id, exclude_from_seq }) =>
      inMind.filter(({ thread_id, seq }) => thread_id !== exclude_thread_id || (seq ?? 0) < Number(exclude_from_seq)),
    ai_list_irrelevant: () => [],
    ...personas.functions,
    ...threads.functions,
    ...messages.functions,
    ...runs.functions,
    ...memories.functions,
  }

  const calls: FakeDatabase['calls'] = []
  const failing = new Map<FunctionName, { error: Error; left: number }>()
  const held = new Map<FunctionName, Promise<void>>()

  const answer = async (
    vault: string | null,
    name: FunctionName,
    given: object,
    options: { signal?: AbortSignal } = {},
  ): Promise<unknown> => {
    const args = overTheWire(given) as Args
    calls.push({ name, args, isRun: vault !== null })
    await held.get(name)
    options.signal?.throwIfAborted()
    const failure = failing.get(name)
    if (failure && failure.left > 0) {
      failure.left -= 1
      throw failure.error
    }
    refuseUnstorable(args)
    const implementation = functions[name]
    if (!implementation) throw new Error(`the fake database has no ${name}`)
    if (vault !== null && !openToRuns.has(name)) notAllowed()
    // Implementations do not wait for anything, so nobody else's call comes between.
    scope.vault = vault
    try {
      return overTheWire(implementation(args) ?? null)
    } finally {
      scope.vault = null
    }
  }

  return {
    call: ((name, args, options) => answer(null, name, args, options)) as Call,
    async forRun({ personaId }) {
      const vault = resourceKeyOf(userId, personaId)
      return ((name, args, options) => answer(vault, name, args, options)) as Call
    },
    userId,
    calls,
    messages: messages.rows,
    runs: runs.rows,
    proposals: memories.proposals,
    bringToMind: (hits) => void (inMind = hits),
    fail(name, error = new KithError('DATABASE_FAILED', { reason: 'gone' }), times = Infinity) {
      failing.set(name, { error, left: times })
      return () => void failing.delete(name)
    },
    hold(name) {
      const { promise, resolve } = Promise.withResolvers<void>()
      held.set(name, promise)
      return () => {
        held.delete(name)
        resolve()
      }
    },
  }
}
