// Files that somebody has made in order to do harm, and files that are only broken.
import { describe, expect, test } from 'vitest'
import { THREAD_FILE_LIMIT } from '../../../shared/domain/limits'
import { KithError } from '../../../shared/errors'
import { readThreadFile } from './read-thread-file'
import { tameContent, tameRole } from './tame-content'

const text = (words: string) => ({ format: 2 as const, parts: [{ type: 'text', text: words }] })

function message(id: string, follows: string | null, more: object = {}) {
  const content = text(id)
  return {
    id,
    follows,
    shown: true,
    role: 'user',
    status: 'complete',
    createdAt: '2026-01-01T00:00:00.000Z',
    content,
    ...more,
  }
}

function fileWith(messages: unknown, more: object = {}) {
  const thread = { title: 'Tide', persona: null, createdAt: '2026-01-01T00:00:00.000Z' }
  return {
    format: 'kith.thread',
    version: 1,
    savedAt: '2026-01-02T00:00:00.000Z',
    kith: '0.1.0',
    thread,
    messages,
    ...more,
  }
}

const read = (content: unknown) => readText(typeof content === 'string' ? content : JSON.stringify(content))
const readText = (content: string) => readThreadFile(new TextEncoder().encode(content), 'a.kith')

function whyNot(content: unknown): unknown {
  try {
    read(content)
    return 'it was taken'
  } catch (error) {
    return error instanceof KithError && error.code === 'THREAD_FILE_REFUSED'
      ? (error.data as { why: string }).why
      : error
  }
}

test('a thread with its versions is read', () => {
  const found = read(fileWith([message('a', null), message('b', 'a', { shown: false }), message('c', 'a')]))
  expect(found.messages.map(({ id, follows, shown }) => [id, follows, shown])).toEqual([
    ['a', null, true],
    ['b', 'a', false],
    ['c', 'a', true],
  ])
})

describe('is refused, with its reason', () => {
  test.each([
    ['nothing at all', '', 'not-kith'],
    ['no JSON', 'Dear Kith, please open me', 'not-kith'],
    ['JSON of others', { messages: [] }, 'not-kith'],
    ['a list', [], 'not-kith'],
    ['one that breaks off', JSON.stringify(fileWith([message('a', null)])).slice(0, -20), 'damaged'],
    ['a newer one, whatever is in it', { format: 'kith.thread', version: 2, talks: [] }, 'newer'],
    ['one of no version', { format: 'kith.thread' }, 'not-kith'],
    ['one without messages', fileWith(undefined), 'damaged'],
    ['two messages of one id', fileWith([message('a', null), message('a', 'a')]), 'damaged'],
    ['a message that follows itself', fileWith([message('a', 'a')]), 'damaged'],
    ['a circle', fileWith([message('a', 'b', { shown: false }), message('b', 'a', { shown: false })]), 'damaged'],
    ['a message that follows none that is there', fileWith([message('a', 'x')]), 'damaged'],
    ['two beginnings shown', fileWith([message('a', null), message('b', null)]), 'damaged'],
    ['one shown below one that is not', fileWith([message('a', null, { shown: false }), message('b', 'a')]), 'damaged'],
    ['a time that is none', fileWith([message('a', null, { createdAt: '2026-13-40T00:00:00Z' })]), 'damaged'],
    ['a time no calendar has', fileWith([message('a', null, { createdAt: '+275760-09-13T00:00:00Z' })]), 'damaged'],
    ['a year no calendar has', fileWith([message('a', null, { createdAt: '0000-01-01T00:00:00Z' })]), 'damaged'],
    ['an answer that is being written', fileWith([message('a', null, { status: 'streaming' })]), 'damaged'],
    ['a role that is none', fileWith([message('a', null, { role: 'god' })]), 'damaged'],
    ['two files of one id', fileWith([], { files: [attachment(), attachment()] }), 'damaged'],
    ['100,000 messages', fileWith(Array.from({ length: 100_000 }, () => 0)), 'too-many-messages'],
    [
      'arrays 50,000 deep',
      `{"format":"kith.thread","version":1,"messages":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      'damaged',
    ],
  ])('%s', (_, content, why) => {
    expect(whyNot(content)).toBe(why)
  })

  test('one that is larger than any Kith saves, unread', () => {
    expect(() => readThreadFile(new Uint8Array(THREAD_FILE_LIMIT + 1), 'a.kith')).toThrow(KithError)
  })
  test('bytes that are no text', () => {
    expect(() => readThreadFile(Uint8Array.of(0x7b, 0xff, 0xfe), 'a.kith')).toThrow(KithError)
  })
})

function attachment() {
  return { id: '00000000-0000-4000-8000-000000000001', name: 'a', mediaType: 'b', size: 1, bytes: null }
}

test('NUL, halves of characters, and keys that would change what an object is are made harmless', () => {
  const json = JSON.stringify(fileWith([message('a', null, { content: text('\0 and \uD800') })]))
  const hostile = json.replace(
    '"parts"',
    String.raw`"__proto__":{"isAdmin":true},"\u005f_proto__":{"isAdmin":true},"big":1e999,"parts"`,
  )
  const [found] = readText(hostile).messages
  expect(found?.content.parts).toEqual([{ type: 'text', text: '\uFFFD and \uFFFD' }])
  expect(Object.keys(found?.content ?? {})).toEqual(['format', 'parts', 'big'])
  expect(found?.content).not.toHaveProperty('isAdmin')
  expect({}).not.toHaveProperty('isAdmin')
})

describe('a message of a file', () => {
  const call = (state: string) => ({
    type: 'tool-invocation',
    toolInvocation: { toolCallId: 'c', toolName: 'shell', args: { run: 'rm' }, state },
    approval: { runId: 'r', key: 's/shell', title: 'Shell', server: 's', askedAt: '2026-01-01T00:00:00Z' },
  })

  test.each(['approval-requested', 'approved', 'call', 'partial-call', 'whatever'])(
    'has no call left that could be done: %s',
    (state) => {
      const [part] = tameContent({ format: 2, parts: [call(state)] }).parts
      expect(part).toMatchObject({ toolInvocation: { state: 'output-denied' } })
    },
  )

  test('keeps what a tool gave back, and loses what belonged to its run', () => {
    const done = { ...call('result'), approval: undefined }
    const metadata = { firstHalf: { steps: 3 }, without: [], window: { model: 'm' } }
    expect(tameContent({ format: 2, parts: [done], metadata })).toEqual({
      format: 2,
      parts: [done],
      metadata: { window: { model: 'm' } },
    })
  })

  test('speaks as a person or an assistant, never as the system', () => {
    expect((['user', 'assistant', 'system', 'tool', 'signal'] as const).map(tameRole)).toEqual([
      'user',
      'assistant',
      'assistant',
      'assistant',
      'assistant',
    ])
  })
})
