// What Kith stores of a stream is what Mastra itself would have stored, so that either can go on with it.
import { Agent } from '@mastra/core/agent'
import { InMemoryStore } from '@mastra/core/storage'
import { createTool } from '@mastra/core/tools'
import { Memory } from '@mastra/memory'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createAnswerParts } from './answer-parts'
import { finish, saying, scriptedModel, text } from './testing/scripted-model'
import type { Step } from './testing/scripted-model'

const thinking: Step = () => [
  { type: 'reasoning-start', id: 'r' },
  { type: 'reasoning-delta', id: 'r', delta: 'hm, ' },
  { type: 'reasoning-delta', id: 'r', delta: 'tea' },
  { type: 'reasoning-end', id: 'r', providerMetadata: { openai: { itemId: 'rs_1' } } },
  ...text(['I will ', 'look.']),
  { type: 'tool-call', toolCallId: 'c1', toolName: 'look', input: '{"where":"here"}' },
  { type: 'tool-call', toolCallId: 'c2', toolName: 'look', input: '{"where":"nowhere"}' },
  { type: 'source', sourceType: 'url', id: 's', url: 'https://a.example', title: 'A' },
  finish('tool-calls'),
]

test('stores the parts Mastra would', async () => {
  const look = createTool({
    id: 'look',
    description: 'looks',
    inputSchema: z.object({ where: z.string() }),
    execute: async ({ where }) => {
      if (where === 'nowhere') throw new Error('nothing there')
      return { found: where }
    },
  })
  const storage = new InMemoryStore()
  const { model } = scriptedModel(thinking, saying('Done, ', 'both.'))
  const memory = new Memory({ storage })
  const agent = new Agent({ id: 'a', name: 'a', instructions: 'x', model, tools: { look }, memory })
  const output = await agent.stream('hi', { memory: { thread: 't', resource: 'r' } })
  const answer = createAnswerParts({})
  for await (const chunk of output.fullStream) answer.accept(chunk)

  const stored = await (await storage.getStore('memory'))?.listMessages({ threadId: 't' })
  const ofMastra = stored?.messages.find(({ role }) => role === 'assistant')?.content.parts ?? []
  expect(ofMastra.length).toBe(7)
  expect(answer.content().parts).toEqual(ofMastra.map((part) => comparable(part)))
}, 60_000)

/** Without the times and the name of the model, which Mastra adds to each part and Kith keeps beside them. */
function comparable({ ...part }: { type: string; createdAt?: number; model?: string }): object {
  delete part.createdAt
  if (part.type === 'step-start') delete part.model
  return JSON.parse(JSON.stringify(part)) as object
}
