// A computer with an agent on it, over the connector: its model says what it is told, its tools pay and look at the
// weather, and what Mastra asks of the connector is written down beside what the connector asks of the database.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import { createTool } from '@mastra/core/tools'
import { z } from 'zod'
import { finish, saying, scriptedModel, text } from '../../../src/main/assistant/testing/scripted-model'
import type { Step } from '../../../src/main/assistant/testing/scripted-model'
import { createEmbedder, PendingVectors, SupabaseMemory, SupabaseStore, SupabaseVector } from '../../../src/main/store'
import { smallEmbedder } from '../../../src/main/store/testing/small-embedder'
import type { Engine, Person } from '../../../supabase/tests/support/engines'
import { networkOf } from './network'
import type { Network } from './network'

type MemoryOptions = NonNullable<ConstructorParameters<typeof SupabaseMemory>[0]['options']>

export interface Computer {
  agent: Agent
  memory: SupabaseMemory
  network: Network
  /** What Mastra asked of the memory (m), the vectors (v) and the runs (w), and where it asked the model (LLM). */
  trace: string[]
  /** The calls to the database before the model was asked first. */
  beforeTheModel(): string[]
  /** What the model was sent last. */
  prompt(): string
  /** What was really paid. */
  payments: unknown[]
  /** Forgets what was written down. */
  begin(): void
}

export interface Setting {
  steps: Step[]
  options?: MemoryOptions
  /** Of every answer that is begun here. */
  answerId?: string
}

export function computerOf(engine: Engine, person: Person, { steps, options = {}, answerId }: Setting): Computer {
  const network = networkOf(engine, person)
  const { call } = network
  const pendingVectors = new PendingVectors()
  const embeddings = smallEmbedder()
  const storage = new SupabaseStore({ call, userId: person.userId, pendingVectors })
  const vector = new SupabaseVector({ call, model: embeddings.modelId, pendingVectors })
  const trace: string[] = []
  record(storage.stores!.memory!, 'm', memoryMethods, trace)
  record(storage.stores!.workflows!, 'w', runMethods, trace)
  record(vector, 'v', vectorMethods, trace)

  const payments: unknown[] = []
  let before: string[] | undefined
  const { model, prompts } = scriptedModel(
    ...steps.map((step): Step => (given) => {
      before ??= [...network.calls]
      trace.push('LLM')
      return step(given)
    }),
  )
  const memory = new SupabaseMemory({
    storage,
    vector,
    embedder: createEmbedder(embeddings),
    options: { lastMessages: 10, ...options },
  })
  const agent = new Agent({ id: 'kith', name: 'Kith', instructions: 'Help.', model, memory, tools: toolsFor(payments) })
  const idGenerator = ({ idType, role }: { idType?: string; role?: string } = {}) =>
    (idType === 'message' && role !== 'user' && answerId) || crypto.randomUUID()
  return {
    agent: new Mastra({ logger: false, storage, agents: { agent }, idGenerator }).getAgent('agent'),
    memory,
    network,
    trace,
    payments,
    beforeTheModel: () => before ?? [...network.calls],
    prompt: () => JSON.stringify(prompts.at(-1)?.prompt),
    begin() {
      trace.length = 0
      network.heal()
      before = undefined
    },
  }
}

/** Says something, and calls a tool. */
export function calling(toolName: string, input: object): Step {
  return () => [
    ...text(['One moment.']),
    { type: 'tool-call', toolCallId: 'call_1', toolName, input: JSON.stringify(input) },
    finish('tool-calls'),
  ]
}

/** Names a thread, whatever is said in it. */
export function titleModel(title: string) {
  const { usage, finishReason } = finish('stop') as Extract<ReturnType<typeof finish>, { type: 'finish' }>
  return {
    ...scriptedModel(saying(title)).model,
    doGenerate: async () => ({ content: [{ type: 'text' as const, text: title }], finishReason, usage, warnings: [] }),
  }
}

function toolsFor(payments: unknown[]) {
  const pay = createTool({
    id: 'pay',
    description: 'pays',
    inputSchema: z.object({ euros: z.number() }),
    requireApproval: true,
    execute: async (input) => {
      payments.push(input)
      return { paid: true }
    },
  })
  const weather = createTool({
    id: 'weather',
    description: 'says what the weather is',
    inputSchema: z.object({ place: z.string() }),
    execute: async () => ({ degrees: 21 }),
  })
  return { pay, weather }
}

/** The kinds of chunks of an answer that is over, how it ended, and the error that it or its stream ended with. */
export interface Outcome {
  runId: string
  chunks: string[]
  finishReason: string | undefined
  error: Error | undefined
}

type Stream = Awaited<ReturnType<Agent['stream']>>

/** Reads an answer as whoever shows it does. Never rejects: what it rejected with is the outcome. */
export async function outcomeOf(answer: Promise<Stream>, onChunk = (_type: string) => {}): Promise<Outcome> {
  let stream: Stream
  try {
    stream = await answer
  } catch (error) {
    return { runId: '', chunks: [], finishReason: undefined, error: error as Error }
  }
  const { runId } = stream
  const chunks: string[] = []
  try {
    for await (const { type } of stream.fullStream) {
      chunks.push(type)
      onChunk(type)
    }
    return { runId, chunks, finishReason: await stream.finishReason, error: stream.error }
  } catch (error) {
    return { runId, chunks, finishReason: undefined, error: error as Error }
  }
}

const memoryMethods = [
  'getThreadById',
  'saveThread',
  'updateThread',
  'deleteThread',
  'listMessages',
  'saveMessages',
  'updateMessages',
  'getResourceById',
  'updateResource',
]
const vectorMethods = ['createIndex', 'listIndexes', 'query', 'upsert', 'deleteVectors']
const runMethods = [
  'getWorkflowRunById',
  'loadWorkflowSnapshot',
  'persistWorkflowSnapshot',
  'updateWorkflowState',
  'deleteWorkflowRunById',
]

/** Calls of these methods from outside are written down; what they do is as before. */
function record(domain: object, letter: string, methods: string[], trace: string[]): void {
  const known = domain as Record<string, (...given: unknown[]) => unknown>
  let isInside = 0
  for (const name of methods) {
    const method = known[name]!.bind(domain)
    known[name] = (...given) => {
      if (isInside === 0) trace.push(`${letter}.${shown(name, given[0])}`)
      isInside += 1
      try {
        return method(...given)
      } finally {
        isInside -= 1
      }
    }
  }
}

const short: Record<string, string> = {
  getWorkflowRunById: 'get',
  loadWorkflowSnapshot: 'load',
  persistWorkflowSnapshot: 'persist',
  deleteWorkflowRunById: 'delete',
}

function shown(name: string, given: unknown): string {
  const asked = given as { workflowName?: string; snapshot?: { status: string }; include?: unknown[] } | undefined
  if (asked?.snapshot) return `${short[name] ?? name}(${asked.snapshot.status})`
  if (asked?.include) return `${name}(include)`
  return short[name] ?? name
}
