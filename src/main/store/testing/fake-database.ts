// For tests: the SQL functions this room and the assistant call, as they behave in the migrations, in memory. Arguments
// and results cross a wire of JSON, and what PostgreSQL refuses to store is refused here too.
import { NO_PERSONA } from '../../../shared/domain/resource-key'
import { KithError } from '../../../shared/errors'
import type { Call, FunctionName } from '../../database/call'
import type { Json } from '../../database/database.types'
import type { MessageRow } from '../mapping'
import { createFakeMemories } from './fake-memories'
import { createFakeMessages } from './fake-messages'
import { createFakeRuns } from './fake-runs'
import { createFakeThreads } from './fake-threads'

export interface FakeDatabase {
  call: Call
  userId: string
  /** Every call that arrived, in order. */
  calls: { name: FunctionName; args: Record<string, Json> }[]
  /** The rows as they are now. */
  messages: () => (MessageRow & { selected: boolean })[]
  runs: () => FakeRun[]
  proposals: () => { content: string; source_message_id: string | null }[]
  /** Makes calls of one function go wrong until the returned function is called. `times` limits how often. */
  fail(name: FunctionName, error?: Error, times?: number): () => void
  /** Holds calls of one function back until the returned function is called. */
  hold(name: FunctionName): () => void
}

export interface FakeRun {
  run_id: string
  thread_id: string
  message_id: string
  device: string
  status: string
  model: Json
  usage: Json | null
  failure: Json | null
}

export type Args = Record<string, Json>
export type Functions = Partial<Record<FunctionName, (args: Args) => unknown>>

export function createFakeDatabase({ userId = crypto.randomUUID() as string } = {}): FakeDatabase {
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

export function resourceKeyOf(userId: string, personaId: Json | undefined): string {
  return `${userId}:${typeof personaId === 'string' ? personaId : NO_PERSONA}`
}

export function missing(kind: 'thread' | 'message' | 'run'): never {
  throw new KithError('NOT_FOUND', { kind })
}

/** Strictly later with every call, as `clock_timestamp()` is for practical purposes. */
export function clock(): string {
  last = Math.max(Date.now(), last + 1)
  return new Date(last).toISOString()
}
let last = 0

function overTheWire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

/** `jsonb` and `text` hold neither NUL nor half a surrogate pair. */
function refuseUnstorable(args: Args): void {
  const refused = JSON.stringify(args, (_key, value: unknown) => {
    if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
      throw new KithError('INVALID', { reason: 'unsupported Unicode escape sequence' })
    }
    return value
  })
  if (refused.length > 16_000_000) throw new KithError('INVALID', { reason: 'too large' })
}
