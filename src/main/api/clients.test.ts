// The programs others have written for this: Mastra's client and the transport of the AI SDK, over the real port.
import { MastraClient } from '@mastra/client-js'
import { DefaultChatTransport } from 'ai'
import type { AbstractChat, ChatTransport, UIMessage } from 'ai'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { textOfContent } from '../../shared/domain/message'
import type { Message } from '../../shared/contract/chat'
import { saying, scriptedModel } from '../assistant/testing/scripted-model'
import { onApi } from './testing/api-under-test'
import { makeKey } from './testing/keys'

const kith = onApi()
// Its types bring those of the DOM along, which main has not.
const named: string = '@ai-sdk/react'
const { Chat } = (await import(/* @vite-ignore */ named)) as {
  Chat: new (init: { transport: ChatTransport<UIMessage> }) => AbstractChat<UIMessage>
}

let baseUrl = ''
beforeAll(async () => {
  await kith.api.setPort(0)
  const { state } = await kith.api.setOn(true)
  if (state.kind === 'on') baseUrl = state.address
})
afterAll(() => kith.api.setOn(false))

async function stored(threadId: string): Promise<string[]> {
  const path = `/api/threads/${threadId}/messages`
  const host = { host: new URL(baseUrl).host }
  const { messages } = await kith.get<{ messages: Message[] }>(path, { token: kith.owner.token, headers: host })
  return messages.map(({ role, content }) => `${role}: ${textOfContent(content)}`)
}

it('@mastra/client-js reads an answer as that of any Mastra server', async () => {
  kith.answerWith(scriptedModel(saying('Green', ' is nice, too.')).model)
  const { secret } = await makeKey(kith)
  const client = new MastraClient({ baseUrl, headers: { authorization: `Bearer ${secret}` }, retries: 0 })
  const thread = crypto.randomUUID()
  const answer = await client
    .getAgent('custom')
    .stream('I like blue', { memory: { thread, resource: kith.owner.userId } })
  let text = ''
  const types: string[] = []
  await answer.processDataStream({
    onChunk: async (chunk) => {
      types.push(chunk.type)
      if (chunk.type === 'text-delta') text += chunk.payload.text
    },
  })
  expect(text).toBe('Green is nice, too.')
  expect([types.at(0), types.at(-1)]).toEqual(['start', 'finish'])
  expect(await stored(thread)).toEqual(['user: I like blue', 'assistant: Green is nice, too.'])
})

it('the AI SDK chats, and answers again, over its own transport', async () => {
  kith.answerWith(scriptedModel(saying('First.'), saying('Second.'), saying('First again.')).model)
  const { secret } = await makeKey(kith)
  const transport = new DefaultChatTransport<UIMessage>({
    api: `${baseUrl}/api/agents/custom/stream`,
    headers: { authorization: `Bearer ${secret}`, 'x-vercel-ai-ui-message-stream': 'v1' },
  })
  const chat = new Chat({ transport })
  await chat.sendMessage({ text: 'One' })
  expect(chat.error).toBeUndefined()
  const textOf = (message: UIMessage | undefined) =>
    message?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
  expect(textOf(chat.lastMessage)).toBe('First.')
  await chat.regenerate()
  expect(textOf(chat.lastMessage)).not.toBe('First.')
  const { threadId } = (chat.lastMessage?.metadata ?? {}) as { threadId: string }
  expect((await stored(threadId))[0]).toBe('user: One')
  expect(await stored(threadId)).toHaveLength(2)
})
