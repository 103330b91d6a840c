// The real clients read what the scripted server says.
import { createOpenAI } from '@ai-sdk/openai'
import { afterEach, describe, expect, it } from 'vitest'
import { createGate, failure, startModelServer } from '.'
import type { ModelServer, ModelServerOptions } from '.'
import { embed } from './embedding'

let server: ModelServer
afterEach(() => server.close())

const prompt = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: [{ type: 'text' as const, text: 'Hello' }] },
]
const tools = [
  { type: 'function' as const, name: 'note', description: 'Notes.', inputSchema: { type: 'object' as const } },
]

async function start(options: ModelServerOptions = {}) {
  server = await startModelServer(options)
  return createOpenAI({ baseURL: server.url, apiKey: 'right' })
}

/** All parts of the stream, each with its type. */
async function partsOf(model: LanguageModel): Promise<StreamPart[]> {
  const { stream } = await model.doStream({ prompt, tools })
  const parts: StreamPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}

type LanguageModel = ReturnType<ReturnType<typeof createOpenAI>['chat']>
type Stream = Awaited<ReturnType<LanguageModel['doStream']>>['stream']
type StreamPart = Stream extends ReadableStream<infer Part> ? Part : never

describe.each(['responses', 'chat'] as const)('%s', (api) => {
  it('streams text in the pieces of the script, with usage and its end', async () => {
    const openai = await start({ script: { text: ['Good ', 'mor', 'ning'], usage: { input: 12, output: 3 } } })
    const parts = await partsOf(openai[api]('m'))
    expect(parts.flatMap((part) => (part.type === 'text-delta' && part.delta ? part.delta : []))).toEqual([
      'Good ',
      'mor',
      'ning',
    ])
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      finishReason: { unified: 'stop' },
      usage: { inputTokens: { total: 12 }, outputTokens: { total: 3 } },
    })
    expect(parts.filter((part) => part.type === 'error')).toEqual([])
  })

  it('cuts a text into words without losing a character', async () => {
    const text = ' Two  spaces,\n\nand a tab\t.'
    const openai = await start({ script: { text } })
    const deltas = (await partsOf(openai[api]('m'))).flatMap((part) => (part.type === 'text-delta' ? part.delta : []))
    expect(deltas.join('')).toBe(text)
    expect(deltas.length).toBeGreaterThan(4)
  })

  it('streams tool calls', async () => {
    const openai = await start({
      script: { text: 'Let me note that.', toolCalls: [{ name: 'note', arguments: { line: 'x' } }] },
    })
    const parts = await partsOf(openai[api]('m'))
    expect(parts.find((part) => part.type === 'tool-call')).toMatchObject({ toolName: 'note', input: '{"line":"x"}' })
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'tool-calls' } })
  })

  it('answers in one piece when no stream is asked for', async () => {
    const openai = await start({ script: { text: 'Whole', toolCalls: [{ name: 'note', arguments: {} }] } })
    const { content, finishReason } = await openai[api]('m').doGenerate({ prompt, tools })
    expect(content).toMatchObject([
      { type: 'text', text: 'Whole' },
      { type: 'tool-call', toolName: 'note' },
    ])
    expect(finishReason.unified).toBe('tool-calls')
  })

  it.each([
    ['length', 'length'],
    ['content_filter', 'content-filter'],
  ] as const)('can end early for %s', async (finish, unified) => {
    const openai = await start({ script: { text: 'Half', finish } })
    expect((await partsOf(openai[api]('m'))).at(-1)).toMatchObject({ type: 'finish', finishReason: { unified } })
  })

  it('records what it was asked, read the same for both APIs', async () => {
    const openai = await start()
    await partsOf(openai[api]('large'))
    const [request] = server.requests
    expect(request?.asked).toMatchObject({ api, model: 'large', stream: true, lastUserText: 'Hello', tools: ['note'] })
    expect(request?.asked?.prompt).toEqual([
      { role: 'system', text: 'Be brief.' },
      { role: 'user', text: 'Hello' },
    ])
    expect(request?.headers.authorization).toBe('Bearer right')
    expect(await request?.over).toBe('answered')
  })

  it('gives back the results of tools', async () => {
    const openai = await start()
    await openai[api]('m').doGenerate({
      prompt: [
        ...prompt,
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'note', input: {} }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'c1', toolName: 'note', output: { type: 'text', value: 'noted' } },
          ],
        },
      ],
    })
    expect(server.requests[0]?.asked?.toolResults).toEqual([{ id: 'c1', output: 'noted' }])
  })

  it('follows a script from reply to reply, and repeats the last', async () => {
    const openai = await start({ script: [{ text: 'one' }, { text: 'two' }] })
    const texts: string[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const { content } = await openai[api]('m').doGenerate({ prompt })
      texts.push(content.flatMap((part) => (part.type === 'text' ? part.text : [])).join(''))
    }
    expect(texts).toEqual(['one', 'two', 'two'])
  })

  it('lets a script decide by what it is asked', async () => {
    const openai = await start({ script: ({ lastUserText }) => ({ text: `You said ${lastUserText}` }) })
    expect((await openai[api]('m').doGenerate({ prompt })).content).toMatchObject([{ text: 'You said Hello' }])
  })

  it('holds each piece back until the test opens the gate', async () => {
    const gate = createGate()
    const openai = await start({ script: { text: ['one ', 'two ', 'three'], gate } })
    const seen: string[] = []
    gate.open()
    const { stream } = await openai[api]('m').doStream({ prompt })
    const reading = (async () => {
      for await (const part of stream) if (part.type === 'text-delta' && part.delta) seen.push(part.delta)
    })()
    await gate.held()
    await expect.poll(() => seen).toEqual(['one '])
    gate.openAll()
    await reading
    expect(seen).toEqual(['one ', 'two ', 'three'])
  })

  it('waits before each piece when told to', async () => {
    const openai = await start({ script: { text: 'one two', delay: 5 } })
    expect((await partsOf(openai[api]('m'))).at(-1)).toMatchObject({ type: 'finish' })
  })

  it('refuses a wrong key', async () => {
    const openai = await start({ expectedKey: 'another' })
    await expect(partsOf(openai[api]('m'))).rejects.toMatchObject({ statusCode: 401 })
    expect(server.requests[0]?.asked).toBeUndefined()
  })

  it('says so when the script itself fails', async () => {
    const openai = await start({ script: () => Promise.reject(new Error('typo')) })
    await expect(openai[api]('m').doGenerate({ prompt })).rejects.toMatchObject({
      statusCode: 599,
      message: expect.stringContaining('typo') as string,
    })
  })
})

it('streams a reasoning summary over the responses API', async () => {
  const openai = await start({ script: { reasoning: 'They greet me.', text: 'Hello' } })
  const parts = await partsOf(openai.responses('m'))
  expect(parts.flatMap((part) => (part.type === 'reasoning-delta' ? part.delta : [])).join('')).toBe('They greet me.')
})

it('fails with the headers it is told to', async () => {
  const openai = await start({ script: failure(429, { headers: { 'retry-after': '3' } }) })
  await expect(partsOf(openai.chat('m'))).rejects.toMatchObject({
    statusCode: 429,
    responseHeaders: { 'retry-after': '3' },
  })
})

it('can be given another script while it runs', async () => {
  const openai = await start({ script: { text: 'one' } })
  server.setScript({ text: 'two' })
  expect((await openai.chat('m').doGenerate({ prompt })).content).toMatchObject([{ text: 'two' }])
})

it('closes while an answer is being held back', async () => {
  const gate = createGate()
  const openai = await start({ script: { text: 'one two', gate } })
  const reading = partsOf(openai.chat('m')).catch((error: unknown) => error)
  await gate.held()
  await server.close()
  expect(await server.requests[0]?.over).toBe('closed')
  await reading
  server = await startModelServer()
})

/** Cosine similarity. */
function near(left: string, right: string): number {
  const other = embed(right, 1536)
  return embed(left, 1536).reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0)
}

describe('embeddings', () => {
  it('come through the client, one for each text', async () => {
    const openai = await start()
    const { embeddings } = await openai.embedding('e').doEmbed({ values: ['one', 'two'] })
    expect(embeddings).toEqual([embed('one', 1536), embed('two', 1536)])
  })

  it('are of unit length, the same every time, and nearer for texts that share words', async () => {
    await start()
    expect(near('The cat sleeps', 'the CAT, sleeps.')).toBeCloseTo(1)
    expect(near('Where does the cat sleep?', 'The cat sleeps on the sofa')).toBeGreaterThan(0.4)
    expect(near('Where does the cat sleep?', 'Quarterly taxes were paid')).toBeLessThan(0.1)
    expect(near('running', 'runner')).toBeGreaterThan(near('running', 'sailing'))
    expect(near('', '')).toBe(1)
  })
})
