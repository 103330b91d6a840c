import { describe, expect, it } from 'vitest'
import type { Message } from '../../../shared/contract/chat'
import type { MessagePart } from '../../../shared/domain/message'
import { quotation } from '../../../shared/domain/quotation'
import { errorOfMessage, reasoningOfPart, textOfMessage, toolUseOfPart } from './parts'

function messageOf(...parts: MessagePart[]): Message {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    threadId: '00000000-0000-4000-8000-00000000000a',
    seq: 1,
    role: 'assistant',
    content: { format: 2, parts },
    status: 'complete',
    createdAt: '2026-11-23T09:14:00.000Z',
    siblingIds: ['00000000-0000-4000-8000-000000000001'],
  }
}

describe('the text of a message', () => {
  it('is what was said, without thoughts, tools and errors', () => {
    const message = messageOf(
      { type: 'reasoning', reasoning: 'hm' },
      { type: 'text', text: 'One.' },
      { type: 'tool-invocation', toolInvocation: { toolCallId: 'c', toolName: 't', state: 'result' } },
      { type: 'text', text: '' },
      { type: 'text', text: 'Two.' },
    )
    expect(textOfMessage(message)).toBe('One.\n\nTwo.')
  })
})

describe('the reasoning of a part', () => {
  it('is found where Mastra puts it, in either place', () => {
    expect(reasoningOfPart({ type: 'reasoning', reasoning: 'here' })).toBe('here')
    const inDetails = { type: 'reasoning', reasoning: '', details: [{ type: 'text', text: 'or ' }, { text: 'there' }] }
    expect(reasoningOfPart(inDetails)).toBe('or there')
    expect(reasoningOfPart({ type: 'text', text: 'no' })).toBeNull()
  })
})

describe('a tool call', () => {
  const call = (state: string) =>
    toolUseOfPart({
      type: 'tool-invocation',
      toolInvocation: { toolCallId: 'c', toolName: 'note', state, args: { a: 1 } },
    })

  it('runs until it has a result or an error', () => {
    expect(call('partial-call')?.state).toBe('running')
    expect(call('call')?.state).toBe('running')
    expect(call('result')?.state).toBe('done')
    expect(call('output-error')?.state).toBe('failed')
    expect(call('approved')?.state).toBe('allowed')
    expect(call('approval-requested')?.state).toBe('denied')
  })

  it('says what a stranger said without the marks it is given to a model in', () => {
    const result = `${quotation('the tool note of Desk', 'Noted: <b>milk</b>\nand more')}\n[Edited.]`
    const toolInvocation = { toolCallId: 'c', toolName: 'note', state: 'result', args: {}, result }
    expect(toolUseOfPart({ type: 'tool-invocation', toolInvocation })?.result).toBe('Noted: <b>milk</b>\nand more')
    const broken = { ...toolInvocation, result: 'Quoted text from nobody' }
    expect(toolUseOfPart({ type: 'tool-invocation', toolInvocation: broken })?.result).toBe('Quoted text from nobody')
  })

  it('is nothing when it is not shaped like one', () => {
    expect(toolUseOfPart({ type: 'tool-invocation' })).toBeNull()
    expect(toolUseOfPart({ type: 'step-start' })).toBeNull()
  })
})

describe('why an answer ended early', () => {
  const data = { provider: 'OpenAI', host: 'api.openai.com', status: 401 }
  const failure = { code: 'PROVIDER_KEY_REJECTED', data }

  it.each([
    ['as the name', { name: 'PROVIDER_KEY_REJECTED', message: 'said', data }],
    ['as the message', { name: 'KithError', message: 'PROVIDER_KEY_REJECTED', data }],
    ['with its data', { name: 'KithError', message: 'said', data: failure }],
  ])('is read with the code %s', (_, error) => {
    expect(errorOfMessage(messageOf({ type: 'text', text: 'half' }, { type: 'error', error }))?.failure).toEqual(
      failure,
    )
  })

  it('keeps the words of an error nobody knows', () => {
    const error = { name: 'TypeError', message: 'x is not a function' }
    expect(errorOfMessage(messageOf({ type: 'error', error }))).toEqual({
      failure: null,
      message: 'x is not a function',
    })
  })

  it('is nothing when nothing went wrong', () => {
    expect(errorOfMessage(messageOf({ type: 'text', text: 'whole' }))).toBeNull()
  })
})
