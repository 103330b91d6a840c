// An agent that asks before it pays, with a model that says what it is told.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import type { MastraCompositeStore } from '@mastra/core/storage'
import { createTool } from '@mastra/core/tools'
import { Memory } from '@mastra/memory'
import { z } from 'zod'
import { finish, saying, scriptedModel, text } from '../../src/main/assistant/testing/scripted-model'
import type { Step } from '../../src/main/assistant/testing/scripted-model'

export const paying: Step = () => [
  ...text(['I pay.']),
  { type: 'tool-call', toolCallId: 'call_1', toolName: 'pay', input: '{"euros":5}' },
  finish('tool-calls'),
]

export const thanking = saying('Paid.')

/** On one computer; what is paid is added to `payments`. */
export function payerOn(storage: MastraCompositeStore, payments: unknown[], ...steps: Step[]): Agent {
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
  const agent = new Agent({
    id: 'payer',
    name: 'Payer',
    instructions: 'Pay.',
    model: scriptedModel(...steps).model,
    tools: { pay },
    memory: new Memory({ storage, options: { workingMemory: { enabled: true }, generateTitle: false } }),
  })
  return new Mastra({ logger: false, storage, agents: { agent } }).getAgent('agent')
}

interface Answer {
  runId: string
  fullStream: AsyncIterable<{ type: string }>
  readonly error?: unknown
}

/** The kinds of chunks of an answer that is over. Rejects if it failed. */
export async function whole(answer: Promise<Answer>): Promise<{ runId: string; chunks: string[] }> {
  const begun = await answer
  const chunks: string[] = []
  for await (const { type } of begun.fullStream) chunks.push(type)
  if (begun.error) throw new Error('The answer failed.', { cause: begun.error })
  return { runId: begun.runId, chunks }
}
