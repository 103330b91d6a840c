// For tests: an answer that waits for its owner's word, on the real database and with a real MCP server.
import type { Message } from '../../../shared/contract/chat'
import type { Decision } from '../../../shared/contract/tools'
import type { RealDatabase } from '../../store/testing/real-database'
import type { ChosenModel } from '../choose-model'
import { toMessage } from '../to-message'
import { calling, saying, scriptedModel } from './scripted-model'
import type { Step } from './scripted-model'
import { facts, soon, startAssistant } from './start-assistant'
import type { View } from './watching'
import { stdioServer, toolsFor } from './with-tools'

export const write = (note = 'milk', id = 'c1'): [string, string, object] => [id, 'Desk_write', { note }]
export const approve: Decision = { kind: 'approve', always: false }

interface Given {
  steps?: Step[]
  /** What is known of the model besides. */
  chosen?: Partial<ChosenModel>
  /** Of the server. */
  behaviours?: string[]
}

/** A persona with a server, asked for something its model wants a tool for. */
export async function waitingCall(database: RealDatabase, given: Given = {}) {
  const { steps = [calling(write()), saying('Done.')], chosen, behaviours = [] } = given
  const personaId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Clerk', instructions: 'You are Clerk.' })
  const around = toolsFor(database.call)
  const server = stdioServer(...behaviours)
  await around.tools.save(server)
  await around.tools.setServerUse(personaId, server.id, true)
  const scripted = scriptedModel(...steps)
  const chooseModel = async () => ({ model: scripted.model, facts, ...chosen })
  const started = startAssistant({ database, personaId, chooseModel, tools: around.tools })
  const answer = await started.ask('Write down: milk')
  const decide = (decision: Decision, toolCallId = 'c1') =>
    started.assistant.decide({ threadId: started.threadId, answerId: answer.id, toolCallId, decision })
  const decided = async (decision: Decision) => {
    await decide(decision)
    return whole(database, started.view, answer.id)
  }
  const problemWith = (args?: Record<string, unknown>) =>
    started.assistant.problemWith({ threadId: started.threadId, answerId: answer.id, toolCallId: 'c1', args })
  return { ...started, ...scripted, around, personaId, answer, decide, decided, problemWith, server }
}

/** Waits until everybody was told that the answer is over. What is stored then. */
export async function whole(database: RealDatabase, view: View, id: string): Promise<Message> {
  await soon(() => {
    const told = view.events.some(
      (event) => event.type === 'finished' && event.message.id === id && event.message.status !== 'streaming',
    )
    if (!told) throw new Error('it is not over')
  })
  const [row] = await database.call('ai_messages_by_id', { message_ids: [id] })
  if (!row) throw new Error('it is gone')
  return toMessage(row)
}

interface ToolPart {
  toolInvocation: { state: string; args: unknown; result?: unknown; errorText?: string }
  approval: { outcome?: string }
}

export function toolsIn({ content }: Message): ToolPart[] {
  return content.parts.filter(({ type }) => type === 'tool-invocation') as unknown as ToolPart[]
}
