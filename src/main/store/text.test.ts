import { expect, test } from 'vitest'
import { extractTextForEmbedding } from './text'

test('takes what was said and thought and which tools were called, and nothing else', () => {
  const parts = [
    { type: 'step-start' },
    { type: 'reasoning', text: 'The knee, then.' },
    { type: 'reasoning', reasoning: 'Or the hip.', details: [] },
    { type: 'function_call', name: 'search', arguments: '{}' },
    { type: 'tool-invocation', toolInvocation: { toolName: 'send', args: { to: 'Ana' } } },
    { type: 'file', data: 'data:image/png;base64,AAAA' },
    { type: 'text', text: 'Which knee?' },
    { type: 'text', text: '' },
    { type: 'text' },
  ]
  expect(extractTextForEmbedding(parts)).toBe('The knee, then.\nOr the hip.\ncall:search\ncall:send\nWhich knee?')
  expect(extractTextForEmbedding([])).toBe('')
})
