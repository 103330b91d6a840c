// For tests: an assistant on the fake database, with whatever model the test brings, through the real Mastra.
import { vi } from 'vitest'
import type { ChatEvent, Message } from '../../../shared/contract/chat'
import type { Change } from '../../../shared/contract/session'
import { createFakeDatabase } from '../../store/testing/fake-database'
import type { FakeDatabase } from '../../store/testing/fake-database'
import type { ChosenModel } from '../choose-model'
import { createAssistant } from '../create-assistant'
import type { Assistant } from '../create-assistant'
import type { LanguageModel } from '../providers'
import { createPracticeModel } from '../practice-model'
import { watching } from './watching'

export const facts = { provider: 'Scripted', host: 'scripted.example', model: 'scripted-1' }

export interface Started {
  assistant: Assistant
  database: FakeDatabase
  threadId: string
  changes: Change[]
  /** What somebody sees who watches the thread from the beginning. */
  view: ReturnType<typeof watching>
  /** Sends a message into the thread. */
  send: (text: string, messageId?: string) => ReturnType<Assistant['send']>
  /** The answer to it, when it is over. */
  ask: (text: string) => Promise<Message>
  /** The answer of a run, when it is over. */
  over: (runId: string) => Promise<Message>
}

interface Given {
  model?: LanguageModel
  chooseModel?: () => Promise<ChosenModel>
  /** The database of another assistant, as after a new start. */
  database?: FakeDatabase
  personaId?: string | null
  threadId?: string
}

export function startAssistant(given: Given = {}): Started {
  const { database = createFakeDatabase(), model = createPracticeModel({ wordDelay: 0 }), personaId = null } = given
  const chooseModel = given.chooseModel ?? (async () => ({ model, facts }))
  const changes: Change[] = []
  const { call, userId } = database
  const assistant = createAssistant({ call, userId, device: 'here', chooseModel, onChange: (change) => changes.push(change) })
  const threadId = given.threadId ?? crypto.randomUUID()
  const view = watching(assistant.watch(threadId, undefined))
  const send: Started['send'] = (text, messageId = crypto.randomUUID()) =>
    assistant.send({ threadId, personaId, messageId, text })
  const over = (runId: string) => vi.waitFor(() => finishedIn(view.events, runId), { timeout: 15_000, interval: 5 })
  return {
    ...{ assistant, database, threadId, changes, view, send, over },
    ask: async (text) => over((await send(text)).run.runId),
  }
}

function finishedIn(events: ChatEvent[], runId: string): Message {
  const last = events.findLast((event) => event.type === 'finished' && event.runId === runId)
  if (last?.type !== 'finished') throw new Error('the run is not over')
  return last.message
}
