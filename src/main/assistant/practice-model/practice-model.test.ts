import { describe, expect, test } from 'vitest'
import { PROPOSE_TOOL, renderNotes } from '../notes-in-prompt'
import type { StreamPart } from '../testing/scripted-model'
import { createPracticeModel } from './practice-model'
import type { CallOptions } from './read-prompt'

type Prompt = CallOptions['prompt']
const user = (text: string): Prompt[number] => ({ role: 'user', content: [{ type: 'text', text }] })
const assistant = (text: string): Prompt[number] => ({ role: 'assistant', content: [{ type: 'text', text }] })
const notes = (text: string): Prompt[number] => ({ role: 'system', content: renderNotes(text) })
const tools: CallOptions['tools'] = [{ type: 'function', name: PROPOSE_TOOL, inputSchema: {} }]

async function streamed(options: CallOptions, model = createPracticeModel({ wordDelay: 0 })): Promise<StreamPart[]> {
  const { stream } = await model.doStream(options)
  return all(stream)
}
async function all(stream: ReadableStream<StreamPart>): Promise<StreamPart[]> {
  const parts: StreamPart[] = []
  for await (const part of stream) parts.push(part)
  return parts
}
const textIn = (parts: StreamPart[]) => parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')

describe('streams', () => {
  test('word by word, pausing before each, with a proper beginning and end', async () => {
    const pauses: number[] = []
    const model = createPracticeModel({ wordDelay: 12, wait: async (milliseconds) => pauses.push(milliseconds) })
    const parts = await streamed({ prompt: [user('hello')] }, model)
    const words = parts.filter(({ type }) => type === 'text-delta')
    expect(words.length).toBeGreaterThan(20)
    expect(pauses).toEqual(words.map(() => 12))
    expect(parts.map(({ type }) => type).filter((type) => type !== 'text-delta')).toEqual([
      'stream-start',
      'text-start',
      'text-end',
      'finish',
    ])
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'stop' } })
  })

  test('a tool call for what it would like to remember', async () => {
    const parts = await streamed({ prompt: [user('My dog is called Max')], tools })
    expect(parts.find(({ type }) => type === 'tool-call')).toMatchObject({
      toolName: PROPOSE_TOOL,
      input: '{"line":"My dog is called Max."}',
    })
    expect(parts.at(-1)).toMatchObject({ finishReason: { unified: 'tool-calls' } })
  })

  test('no further word once it is told to stop', async () => {
    const stopping = new AbortController()
    let words = 0
    const model = createPracticeModel({
      wait: async () => {
        words += 1
        if (words === 3) stopping.abort()
      },
    })
    const { stream } = await model.doStream({ prompt: [user('hello')], abortSignal: stopping.signal })
    await expect(all(stream)).rejects.toThrow('aborted')
    expect(words).toBe(3)
  })

  test('the same words when asked for all of it at once', async () => {
    const { content, finishReason } = await createPracticeModel().doGenerate({ prompt: [user('hello')] })
    expect(content).toEqual([{ type: 'text', text: textIn(await streamed({ prompt: [user('hello')] })) }])
    expect(finishReason.unified).toBe('stop')
  })
})

describe('answers from its prompt', () => {
  test('what the person said, and what stands in the notes', async () => {
    const prompt = [
      notes('- Lives in Lyon'),
      user('My dog is called Max.'),
      assistant('Noted.'),
      user('What is my dog called?'),
    ]
    expect(textIn(await streamed({ prompt }))).toContain('> My dog is called Max.')
    expect(textIn(await streamed({ prompt: [...prompt, user('Where do I live?')] }))).toContain('> Lives in Lyon')
  })

  test('never what it said itself, and never what stands in its instructions', async () => {
    const prompt: Prompt = [
      { role: 'system', content: 'You are Coach. My dog is called Rex.' },
      user('Hello.'),
      assistant('My dog is called Max. Your dog is called Max.'),
      user('What is my dog called?'),
    ]
    const text = textIn(await streamed({ prompt }))
    expect(text).toContain('I find nothing')
    expect(text).not.toMatch(/Max|Rex/)
  })

  test('what became of its proposal', async () => {
    const prompt = (value: { outcome: string }): Prompt => [
      user('My dog is called Max'),
      {
        role: 'assistant',
        content: [
          { type: 'tool-call', toolCallId: 'c', toolName: PROPOSE_TOOL, input: { line: 'My dog is called Max.' } },
        ],
      },
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: 'c', toolName: PROPOSE_TOOL, output: { type: 'json', value } }],
      },
    ]
    expect(textIn(await streamed({ prompt: prompt({ outcome: 'proposed' }), tools }))).toContain('I have proposed this')
    expect(textIn(await streamed({ prompt: prompt({ outcome: 'known' }), tools }))).toContain('already')
  })

  test('an empty prompt, with what it is', async () => {
    expect(textIn(await streamed({ prompt: [] }))).not.toBe('')
  })
})
