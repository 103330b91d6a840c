// The one place where a run meets Mastra. Loaded with the first run, or by `warm`: it costs half a second and 100 MB.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import type { MastraDBMessage, ToolsInput } from '@mastra/core/agent'
import { noopLogger } from '@mastra/core/logger'
import { Memory } from '@mastra/memory'
import type { Call } from '../database/call'
import { SupabaseMemoryStorage, SupabaseStore, toThread } from '../store'
import type { StoredThreadRow } from '../store'
import type { AnswerChunk } from './answer-chunk'
import type { Gathered } from './attachments/gather'
import { createNotesProcessor } from './notes-processor'
import { createProposeTool } from './propose-tool'
import type { Propose } from './propose-tool'
import { PROPOSE_TOOL } from './notes-in-prompt'
import type { LanguageModel } from './providers'
import { createRecallTool } from './recall/recall-tool'
import type { RecallAgain } from './recall/recall-tool'
import { RECALL_TOOL } from './recall/tool-name'
import { createPromptProcessor, tokensOfDefinitions } from './receipts/prompt-processor'
import type { Receipt } from './receipts/receipt'
import { RunStorage } from './run-storage'
import { forMastra } from './tools/for-mastra'
import type { Toolbox } from './tools/toolbox'

/** Model calls in one answer: each round of tools takes one. */
const MOST_STEPS = 8

export interface AnswerRequest {
  call: Call
  userId: string
  runId: string
  thread: StoredThreadRow
  model: LanguageModel
  instructions: string
  /** Null in a thread that remembers nothing: then there are no notes, and nothing can be recalled or proposed. */
  remembered: { notes: string; recalled: Promise<string>; again: RecallAgain } | null
  receipt: Receipt
  /** Files, by the marks that stand for them in the messages. */
  attachments: Gathered
  /** What the notes are to be about, said while there are none. */
  notesTemplate: string
  /**
   * The conversation so far, the message to answer last, as much of it as there is room for beside tools of so many
   * tokens. Throws QUESTION_TOO_LARGE.
   */
  messages: (tokensOfTools: number) => Promise<MastraDBMessage[]>
  propose: Propose
  /** Null: there are no tools but those of memory. */
  toolbox: Toolbox | null
  /** Model calls of this answer before it waited for its owner. */
  stepsBefore: number
  /** Mastra asks for its messages to be stored. */
  onSave: () => void
  signal: AbortSignal
}

export interface AnswerStream {
  chunks: ReadableStream<AnswerChunk>
  /** What the stream failed with; undefined when it did not. To be asked when the chunks have ended. */
  error(): unknown
}

/** Begins an answer. Rejects when Mastra cannot begin; what fails later is in the stream. */
export async function streamAnswer(request: AnswerRequest): Promise<AnswerStream> {
  const { call, userId, remembered, receipt } = request
  const thread = toThread(request.thread)
  const memory = new RunStorage(new SupabaseMemoryStorage({ call, userId, readAhead: false }), thread, request.onSave)
  const ofMemory: ToolsInput = remembered
    ? { [PROPOSE_TOOL]: createProposeTool(request.propose), [RECALL_TOOL]: createRecallTool(remembered.again) }
    : {}
  const tools = { ...(request.toolbox && forMastra(request.toolbox, request.signal)), ...ofMemory }
  const agent = new Agent({
    id: 'kith',
    name: 'Kith',
    instructions: request.instructions,
    model: request.model,
    tools,
    inputProcessors: [
      createNotesProcessor(remembered?.notes ?? null, request.notesTemplate),
      createPromptProcessor(remembered?.recalled ?? Promise.resolve(''), receipt, tools, request.attachments),
    ],
    memory: new Memory({ storage: new SupabaseStore({ call, userId, memory }), options: nothingOfItsOwn }),
  })
  // Either alone leaves places where Mastra prints what was sent to a provider that fails.
  agent.__registerMastra(silent)
  agent.__setLogger(noopLogger)

  const output = await agent.stream(await request.messages(tokensOfDefinitions(tools)), {
    runId: request.runId,
    memory: { thread: thread.id, resource: thread.resourceId, options: { ...nothingOfItsOwn, readOnly: true } },
    abortSignal: request.signal,
    stopWhen: ({ steps }: { steps: Steps }) => isOver(steps, request.stepsBefore),
    // Otherwise every provider is told the ids of thread and owner.
    modelSettings: { headers: { 'x-thread-id': undefined, 'x-resource-id': undefined } },
  })
  return { chunks: output.fullStream, error: () => output.error }
}

/** One for all runs: an agent is cheap and goes with its run, but every `Mastra` stays in memory for good. */
export const silent = new Mastra({ logger: false })

/** Left to itself Mastra repeats a call whose finish reason it does not know, and appends the same text again. */
type Steps = readonly { toolCalls: readonly unknown[] }[]

function isOver(steps: Steps, before: number): boolean {
  return steps.length + before >= MOST_STEPS || steps.at(-1)?.toolCalls.length === 0
}

/** Kith gives the history and stores the answer itself; the notes come in with `createNotesProcessor`. */
const nothingOfItsOwn = {
  lastMessages: false,
  semanticRecall: false,
  workingMemory: { enabled: true },
  generateTitle: false,
} as const
