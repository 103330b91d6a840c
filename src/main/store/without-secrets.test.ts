import { expect, test } from 'vitest'
import { withoutSecrets } from './without-secrets'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'

test('takes out the request context, and its values wherever they were copied to', () => {
  const threadId = crypto.randomUUID()
  const stored = withoutSecrets({
    requestContext: { jwt, note: 'blue-elephant', deep: { list: ['green-giraffe'] }, threadId, lang: 'en' },
    context: {
      step: { payload: { said: 'the blue-elephant and the green-giraffe', lang: 'en', requestContext: { x: 1 } } },
      memoryInfo: { threadId },
    },
  })
  expect(stored).toEqual({
    requestContext: {},
    context: {
      step: { payload: { said: 'the [removed] and the [removed]', lang: 'en', requestContext: {} } },
      memoryInfo: { threadId },
    },
  })
})

test.each([
  jwt,
  `Bearer ${jwt}`,
  'bearer abcdefghijklmnop',
  'sk-proj-abcdefghijklmnopqrstuvwxyz',
  'sk-ant-api03-abcdefghijklmnop',
  'gsk_abcdefghijklmnopqrst',
  `AIza${'a'.repeat(35)}`,
  'sb_secret_abcdefghijklmnop',
  'ghp_abcdefghijklmnopqrstuvwx',
])('takes out what is a secret wherever it stands: %s', (secret) => {
  const stored = withoutSecrets({ parts: [{ text: `Use "${secret}", please.` }], args: { deep: [secret] } })
  expect(stored).toEqual({ parts: [{ text: 'Use "[removed]", please.' }], args: { deep: ['[removed]'] } })
})

test('takes out what lies under the name of a secret, and counts no tokens as such', () => {
  expect(
    withoutSecrets({
      headers: { Authorization: 'x', 'x-api-key': 'y', Accept: 'z' },
      apiKey: 'k',
      inputTokens: 12,
      token: 3,
    }),
  ).toEqual({
    headers: { Authorization: '[removed]', 'x-api-key': '[removed]', Accept: 'z' },
    apiKey: '[removed]',
    inputTokens: 12,
    token: 3,
  })
})

test('leaves what was said and what a tool is to be called with', () => {
  const snapshot = {
    context: { input: { messages: ['My password is in the drawer.', 'Ask for a token.'], usage: { totalTokens: 3 } } },
    toolInvocation: { toolName: 'lock', args: { password: 'drawer', list: [{ token: 't' }] } },
    status: 'suspended',
  }
  expect(withoutSecrets(snapshot)).toEqual(snapshot)
})

test('a tool that is resumed is called with what was approved, and a run keeps the words it is made of', () => {
  const snapshot = {
    requestContext: { email: 'anna@example.org', mode: 'assistant', next: 'suspended' },
    messages: [{ role: 'assistant', text: 'I write to anna@example.org.' }],
    status: 'suspended',
    call: { toolName: 'mail', args: { to: 'anna@example.org', as: ['assistant'] } },
  }
  expect(withoutSecrets(snapshot)).toEqual({
    requestContext: {},
    messages: [{ role: 'assistant', text: 'I write to [removed].' }],
    status: 'suspended',
    call: snapshot.call,
  })
})

test('nothing lies under the name of a secret, whatever its shape', () => {
  expect(withoutSecrets({ token: { value: 'blue', parts: ['elephant', 7] }, tokens: { total: 7 } })).toEqual({
    token: { value: '[removed]', parts: ['[removed]', 7] },
    tokens: { total: 7 },
  })
})
