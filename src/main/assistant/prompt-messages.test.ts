import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Message } from '../../shared/contract/chat'
import type { MessagePart } from '../../shared/domain/message'
import { toPromptMessages } from './prompt-messages'

let seq = 0
function message(
  role: Message['role'],
  parts: MessagePart[] | string,
  createdAt = '2026-01-01T00:00:00.000Z',
): Message {
  seq += 1
  const id = crypto.randomUUID()
  return {
    id,
    siblingIds: [id],
    threadId: crypto.randomUUID(),
    seq,
    role,
    status: 'complete',
    createdAt,
    content: { format: 2, parts: typeof parts === 'string' ? [{ type: 'text', text: parts }] : parts },
  }
}
const error: MessagePart = { type: 'error', error: { name: 'STREAM_BROKEN', message: '' } }
const tool = (state: string, rest: object = {}): MessagePart => ({
  type: 'tool-invocation',
  toolInvocation: { state, toolCallId: 'c', toolName: 't', args: { a: 1 }, ...rest },
})
const partsOf = (path: Message[]) => toPromptMessages(path).map(({ role, content }) => [role, content.parts])

describe('gives a model', () => {
  test('what was said, oldest first', () => {
    expect(partsOf([message('user', 'a'), message('assistant', 'b'), message('user', 'c')])).toEqual([
      ['user', [{ type: 'text', text: 'a' }]],
      ['assistant', [{ type: 'text', text: 'b' }]],
      ['user', [{ type: 'text', text: 'c' }]],
    ])
  })

  test('the half of an answer that broke off, without the error', () => {
    expect(partsOf([message('user', 'a'), message('assistant', [{ type: 'text', text: 'hal' }, error])])[1]).toEqual([
      'assistant',
      [{ type: 'text', text: 'hal' }],
    ])
  })

  test('finished tool calls with what they returned or failed with', () => {
    const parts = [tool('result', { result: { ok: 1 } }), { type: 'step-start' }, { type: 'text', text: 'done' }]
    expect(partsOf([message('user', 'a'), message('assistant', parts)])[1]?.[1]).toEqual(parts)
    const failed = [tool('output-error', { errorText: 'no' })]
    expect(partsOf([message('user', 'a'), message('assistant', failed)])[1]?.[1]).toEqual(failed)
  })
})

describe('leaves out', () => {
  test.each([
    ['an answer that brought nothing but an error', [error]],
    ['an empty answer', []],
    ['a text of spaces', [{ type: 'text', text: ' \n' }]],
    ['a tool call without a result', [tool('call')]],
    ['reasoning alone', [{ type: 'reasoning', reasoning: 'hm' }]],
    ['marks between steps of which nothing is left', [tool('call'), { type: 'step-start' }, error]],
  ])('%s', (_name, parts) => {
    expect(partsOf([message('user', 'a'), message('assistant', parts), message('user', 'b')]).length).toBe(2)
  })

  test('what a provider said about its own parts', () => {
    const parts = [{ type: 'text', text: 'x', providerMetadata: { openai: { itemId: 'msg_1' } } }]
    expect(partsOf([message('user', 'a'), message('assistant', parts)])[1]?.[1]).toEqual([{ type: 'text', text: 'x' }])
  })

  test('answers at the beginning, where the conversation was cut', () => {
    expect(partsOf([message('assistant', 'b'), message('user', 'c')])).toEqual([
      ['user', [{ type: 'text', text: 'c' }]],
    ])
  })

  test('messages that are neither a question nor an answer', () => {
    expect(partsOf([message('system', 's'), message('signal', 'x'), message('user', 'a')]).length).toBe(1)
  })
})

test('keeps the order of the path, whatever the clocks said', () => {
  const time = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), (times) => {
      const path = times.map((at, index) => message(index % 2 ? 'assistant' : 'user', String(index), at.toISOString()))
      const given = toPromptMessages(path)
      expect(given.map(({ id }) => id)).toEqual(path.map(({ id }) => id))
      const dates = given.map(({ createdAt }) => createdAt.getTime())
      expect(dates).toEqual([...new Set(dates)].toSorted((a, b) => a - b))
    }),
  )
})
