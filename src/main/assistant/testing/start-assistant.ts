// For tests: an assistant on the fake database, with whatever model the test brings, through the real Mastra.
import { vi } from 'vitest'
import type { ChatEvent, Message } from '../../../shared/contract/chat'
import type { MemoryKind } from '../../../shared/contract/memories'
import type { Change } from '../../../shared/contract/session'
import { textOfContent } from '../../../shared/domain/message'
import type { MessageContent } from '../../../shared/domain/message'
import { createFakeDatabase } from '../../store/testing/fake-database'
import type { FakeDatabase } from '../../store/testing/fake-database'
import type { ChosenModel } from '../choose-model'
import { createAssistant } from '../create-assistant'
import type { Assistant } from '../create-assistant'
import type { EmbedQuestion } from '../embeddings/question-vectors'
import { loadAgent } from '../load-agent'
import { createPracticeModel } from '../practice-model'
import type { LanguageModel } from '../providers'
import type { Tools } from '../tools/create-tools'
import { watching } from './watching'

export const facts = { provider: 'Scripted', host: 'scripted.example', model: 'scripted-1' }

type Database = Pick<FakeDatabase, 'call' | 'forRun' | 'userId'>

export interface Started<D extends Database> {
  assistant: Assistant
  database: D
  threadId: string
  changes: Change[]
  logged: string[]
  /** What somebody sees who watches the thread from the beginning. */
  view: ReturnType<typeof watching>
  /** Sends a message into the thread. */
  send: (text: string, messageId?: string) => ReturnType<Assistant['send']>
  /** The answer to it, when it is over. */
  ask: (text: string) => Promise<Message>
  /** The answer of a run, when it is over. */
  over: (runId: string) => Promise<Message>
}

interface Given<D extends Database> {
  model?: LanguageModel
  chooseModel?: (personaId: string | null) => Promise<ChosenModel>
  /** The database of another assistant, as after a new start. */
  database?: D
  personaId?: string | null
  threadId?: string
  tools?: Tools
  /** Of these kinds proposals are accepted without asking. */
  acceptedKinds?: MemoryKind[]
  /** Milliseconds until something to remember is looked for; as long as it is unless a test says otherwise. */
  quiet?: number
  embedQuestion?: EmbedQuestion
}

export function startAssistant(given?: Given<FakeDatabase>): Started<FakeDatabase>
export function startAssistant<D extends Database>(given: Given<D> & { database: D }): Started<D>
export function startAssistant(given: Given<Database> = {}): Started<Database> {
  const { database = createFakeDatabase(), model = createPracticeModel({ wordDelay: 0 }), personaId = null } = given
  const chooseModel = given.chooseModel ?? (async () => ({ model, facts }))
  const changes: Change[] = []
  const logged: string[] = []
  const { call, forRun, userId } = database
  const assistant = createAssistant({
    call,
    forRun,
    userId,
    device: 'here',
    chooseModel,
    ...(given.embedQuestion && { embedQuestion: given.embedQuestion }),
    onChange: (change) => changes.push(change),
    ...(given.tools && { tools: given.tools }),
    log: (event, reason) => logged.push(`${event}: ${reason}`),
    acceptedKinds: () => given.acceptedKinds ?? [],
    quiet: given.quiet,
  })
  const threadId = given.threadId ?? crypto.randomUUID()
  const view = watching(assistant.watch(threadId, undefined))
  const send: Started<Database>['send'] = (text, messageId = crypto.randomUUID()) =>
    assistant.send({ threadId, personaId, messageId, text })
  const over = (runId: string) => soon(() => finishedIn(view.events, runId))
  return {
    assistant,
    database,
    threadId,
    changes,
    logged,
    view,
    send,
    over,
    ask: async (text) => over((await send(text)).run.runId),
  }
}

function finishedIn(events: ChatEvent[], runId: string): Message {
  const last = events.findLast((event) => event.type === 'finished' && event.runId === runId)
  if (last?.type !== 'finished') throw new Error('the run is not over')
  return last.message
}

/** The text of whatever content a row or a message has. */
export function textIn(content: unknown): string {
  return textOfContent(content as MessageContent)
}

/** Waits for something that comes by itself. */
export function soon<T>(check: () => T): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 5 })
}

/** Loading Mastra takes a while on a busy computer, and no test is about that. */
export async function loadMastra(): Promise<void> {
  vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 })
  await loadAgent()
}
