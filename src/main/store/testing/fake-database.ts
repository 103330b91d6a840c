// For tests: the SQL functions this room and the assistant call, as they behave in the migrations, in memory. Arguments
// and results cross a wire of JSON, and what PostgreSQL refuses to store is refused here too.
import { KithError } from '../../../shared/errors'
import type { Call, FunctionName } from '../../database/call'
import { createFakeMemories } from './fake-memories'
import { createFakeMessages } from './fake-messages'
import type { FakeMessage } from './fake-messages'
import { createFakeRuns } from './fake-runs'
import type { FakeRun } from './fake-runs'
import { createFakeThreads } from './fake-threads'
import { overTheWire, refuseUnstorable } from './wire'
import type { Args, Functions } from './wire'

export interface FakeDatabase {
  call: Call
  userId: string
  /** Every call that arrived, in order. */
  calls: { name: FunctionName; args: Args }[]
  /** The rows as they are now. */
  messages: () => FakeMessage[]
  runs: () => FakeRun[]
  proposals: () => { content: string; source_message_id: string | null }[]
  /** Makes calls of one function go wrong until the returned function is called. `times` limits how often. */
  fail(name: FunctionName, error?: Error, times?: number): () => void
  /** Holds calls of one function back until the returned function is called. */
  hold(name: FunctionName): () => void
}

export function createFakeDatabase(userId: string = crypto.randomUUID()): FakeDatabase {
  const threads = createFakeThreads(userId)
  const messages = createFakeMessages(threads)
  const runs = createFakeRuns(threads, messages)
  const memories = createFakeMemories(userId)
  const functions: Functions = { ...threads.functions, ...messages.functions, ...runs.functions, ...memories.functions }

  const calls: FakeDatabase['calls'] = []
  const failing = new Map<FunctionName, { error: Error; left: number }>()
  const held = new Map<FunctionName, Promise<void>>()

  const call = async (name: FunctionName, given: object, options: { signal?: AbortSignal } = {}): Promise<unknown> => {
    const args = overTheWire(given) as Args
    calls.push({ name, args })
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
    return overTheWire(implementation(args) ?? null)
  }

  return {
    call: call as Call,
    userId,
    calls,
    messages: messages.rows,
    runs: runs.rows,
    proposals: memories.proposals,
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
