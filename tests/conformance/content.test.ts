// What a message is made of comes back as it was, whichever way it is read.
import type { MastraDBMessage, MastraMessageContentV2 } from '@mastra/core/agent'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, change, everyJsonType, messageOf } from './making'
import { stores, useWorld } from './world'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const stamps = { createdAt: 1_767_225_600_123, providerMetadata: { openai: { itemId: 'msg_1', n: null } } }
const call = { toolCallId: 'call_1', toolName: 'findFlights', args: { from: 'BER', legs: [{ to: 'LIS' }] } }
const tool = (toolInvocation: object) => ({ type: 'tool-invocation', toolInvocation, ...stamps })

/** Every kind of part, and every state a tool call can be stored in. */
const parts = {
  'a text': { type: 'text', text: 'Hello', ...stamps },
  'an empty text': { type: 'text', text: '' },
  'a thought': {
    type: 'reasoning',
    reasoning: 'Because',
    details: [{ type: 'text', text: 'Because', signature: 's' }],
  },
  'a hidden thought': { type: 'reasoning', reasoning: '', details: [{ type: 'redacted', data: 'b64==' }], ...stamps },
  'a file with its data': { type: 'file', mimeType: 'image/png', data: `data:image/png;base64,${pixel}`, ...stamps },
  'a file with bare data': { type: 'file', mimeType: 'image/png', data: pixel, filename: 'pixel.png' },
  'a file at an address': { type: 'file', mimeType: 'application/pdf', data: 'https://example.com/a.pdf?b=c&d=%20' },
  'a step': { type: 'step-start', model: { id: 'gpt-5', provider: 'openai' }, createdAt: 1 },
  'a source': { type: 'source', source: { sourceType: 'url', id: 's1', url: 'https://example.com', title: 'Example' } },
  'a document': { type: 'source-document', sourceId: 's2', mediaType: 'text/plain', title: 'Notes', filename: 'n.txt' },
  'an error': { type: 'error', error: { name: 'AI_APICallError', message: 'Service Unavailable' }, createdAt: 2 },
  'data of a tool': { type: 'data-tool-call-approval', id: 'd1', data: { runId: 'r', deep: [[[{}]]] } },
  'data that is null': { type: 'data-progress', data: null },
  'a call': tool({ state: 'call', step: 0, ...call }),
  'a result': tool({ state: 'result', step: 1, ...call, result: { flights: [], cheapest: null } }),
  'a result that is a text': tool({ state: 'result', ...call, result: 'none found' }),
  'a result that is null': tool({ state: 'result', ...call, result: null }),
  'a call that waits': tool({ state: 'approval-requested', ...call, approval: { id: 'run::call_1' } }),
  'a call that may go on': tool({
    state: 'approval-responded',
    ...call,
    approval: { id: 'run::call_1', approved: true },
  }),
  'a call that failed': tool({ state: 'output-error', ...call, isError: true, errorText: 'no network' }),
  'a call that was refused': tool({ state: 'output-denied', ...call, approval: { approved: false, reason: 'no' } }),
}

const texts = {
  emoji: '👩‍👩‍👧‍👦🏳️‍🌈😀',
  'combining marks': 'é́́ ≠ é, Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  'right to left': 'שלום \u202eolleh\u202c مرحبا',
  'invisible characters': '\ufeff\u200b\u200d\u2060\u00ad|',
  'control characters': '\u0001\u0002\u0007\u0008\u000b\u000c\u001b[31m\u001f\u007f\u0085\u2028\u2029',
  'line ends': 'a\nb\r\nc\rd\n\n\n',
  'blanks around': ' \t text \t ',
  'noncharacters and astral ones': '\uffff\ufffe\ufdd0𝒳𠜎\u{10ffff}',
  'the replacement character': 'a\ufffdb',
  'what looks like code': `'; drop table ai_messages; -- $$ \\ \\u0000 \\ud800 %s {{x}} <script>&amp;</script>`,
  'what looks like JSON': '{"format": 2, "parts": [{"type": "text"}]}',
  'what looks like base64': 'base64:AAAA data:,x',
}

describe.each(stores)('content in %s', (name) => {
  const world = useWorld(name)

  /** Saved, and read back. */
  async function kept(content: MastraMessageContentV2): Promise<MastraMessageContentV2> {
    const thread = await world.newThread()
    await world.memory.saveMessages({ messages: [messageOf(thread, '', { role: 'assistant', content })] })
    const { messages } = await world.memory.listMessages({ threadId: thread.id })
    return messages[0]!.content
  }

  const contentOf = (part: object, more: object = {}) =>
    ({ format: 2, parts: [part], ...more }) as MastraMessageContentV2

  test.each(Object.entries(parts))('keeps %s', async (_, part) => {
    const content = contentOf(part)
    expect(await kept(content)).toEqual(content)
  })

  test('keeps all kinds of parts of one message, in order, with all that stands beside them', async () => {
    const content = {
      format: 2,
      parts: [...Object.values(parts), ...Object.values(parts).toReversed()],
      content: 'Hello',
      reasoning: 'Because',
      metadata: { ...everyJsonType, pendingToolApprovals: { call_1: { runId: 'r', toolName: 'findFlights' } } },
      experimental_attachments: [
        { url: `data:image/png;base64,${pixel}`, contentType: 'image/png', name: 'pixel.png' },
      ],
      toolInvocations: [{ state: 'result', ...call, result: [1, { two: 2 }] }],
      annotations: [{ a: 1 }, 'b', null],
      providerMetadata: stamps.providerMetadata,
      somethingOfTomorrow: { kept: true },
    } as unknown as MastraMessageContentV2
    expect(await kept(content)).toEqual(content)
  })

  test('keeps content without parts', async () => {
    const content = { format: 2, parts: [], content: '' } as MastraMessageContentV2
    expect(await kept(content)).toEqual(content)
  })

  test.each(Object.entries(texts))('keeps %s', async (_, text) => {
    const result = { [text]: text, in: [text] }
    const content = contentOf({ type: 'text', text }, { metadata: result, content: text })
    content.parts.push(tool({ state: 'result', ...call, result }) as never)
    expect(await kept(content)).toEqual(content)
  })

  test('replaces what no database can hold by the character that says so, and keeps the rest', async () => {
    const text = 'a\u0000b\ud83dc\ude00d😀'
    const content = contentOf({ type: 'text', text }, { metadata: { [text]: text } })
    const repaired = 'a\ufffdb\ufffdc\ufffdd😀'
    expect(await kept(content)).toEqual(
      world.differs({
        reference: content,
        ours: contentOf({ type: 'text', text: repaired }, { metadata: { [repaired]: repaired } }),
        because: 'PostgreSQL refuses NUL and halves of surrogate pairs, and a message is not lost over one',
      }),
    )
  })

  test('keeps numbers as they are', async () => {
    const numbers = [
      0,
      1,
      -1,
      0.1,
      1 / 3,
      1e21,
      1e-7,
      5e-324,
      Number.MAX_VALUE,
      2 ** 53 - 1,
      -(2 ** 53),
      1e100,
      123456.789,
    ]
    const content = contentOf({ type: 'data-numbers', data: numbers }, { metadata: { numbers } })
    expect(await kept(content)).toEqual(content)
  })

  test('keeps keys of any name', async () => {
    const keys = ['', ' ', 'constructor', 'toString', 'a.b', '$ref', '0', '__proto__', 'é', 'x'.repeat(5000), 'parts']
    const data = JSON.parse(`{${keys.map((key, index) => `${JSON.stringify(key)}: ${index}`).join(',')}}`) as object
    const content = contentOf({ type: 'data-keys', data }, { metadata: { data } })
    expect(sorted(await kept(content))).toEqual(sorted(content))
  })

  test('keeps a tool’s result a hundred levels deep, and one a hundred thousand entries wide', async () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 100; level++) deep = level % 2 ? [deep, level] : { level, deep }
    const wide = Array.from({ length: 100_000 }, (_, index) => index)
    const content = contentOf(tool({ state: 'result', ...call, result: { deep, wide } }))
    expect(await kept(content)).toEqual(content)
  })

  test('keeps a text of a million characters', async () => {
    const content = contentOf({ type: 'text', text: 'Ünïcode 😀 '.repeat(100_000).slice(0, 1_000_000) })
    expect(await kept(content)).toEqual(content)
  })

  test('leaves out what JSON leaves out', async () => {
    const content = contentOf(
      { type: 'data-x', data: { a: undefined, b: [undefined], c: at(5) } },
      { content: undefined },
    )
    const json = { a: undefined, b: [null], c: at(5).toISOString() }
    expect(await kept(content)).toEqual(contentOf({ type: 'data-x', data: json }))
    expect(Object.keys(await kept(content)).toSorted()).toEqual(['format', 'parts'])
  })

  test('is the same by every way it can be read, and after every way it can be written', async () => {
    const thread = await world.newThread()
    const { memory } = world
    const content = contentOf(parts['a result'], { metadata: everyJsonType, content: texts.emoji })
    const message = messageOf(thread, '', { role: 'assistant', content })
    const saved = await memory.saveMessages({
      messages: [messageOf(thread, '', { ...message, content: structuredClone(content) })],
    })
    const copy = await memory.cloneThread({ sourceThreadId: thread.id })
    const ways: Record<string, MastraDBMessage[]> = {
      saved: saved.messages,
      'by id': (await memory.listMessagesById({ messageIds: [message.id] })).messages,
      included: (await memory.listMessages({ threadId: thread.id, perPage: 0, include: [{ id: message.id }] }))
        .messages,
      'of the resource': (await memory.listMessagesByResourceId({ resourceId: thread.resourceId })).messages.slice(
        0,
        1,
      ),
      'in a copy': copy.clonedMessages,
      changed: await change(memory, { id: message.id, content: { metadata: {} } }),
      'after a change': (await memory.listMessages({ threadId: thread.id })).messages,
    }
    for (const [way, messages] of Object.entries(ways)) {
      expect(
        messages.map((each) => each.content),
        `read ${way}`,
      ).toEqual([content])
    }
  })
})

/** With the keys of every object in one order: `jsonb` has its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, held: unknown) =>
    held && typeof held === 'object' && !Array.isArray(held)
      ? Object.entries(held).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : held,
  )
}

const hasNul = (text: string) => text.includes('\u0000')
const anyText = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !hasNul(text))
const anyJson = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 4 })
  .filter((value) => !hasNul(JSON.stringify(value).replaceAll('\\u0000', '\u0000')))

describe.each(stores)('any content in %s', (name) => {
  const world = useWorld(name)

  test('comes back as JSON would bring it back', async () => {
    const thread = await world.newThread()
    const anyPart = fc.oneof(
      anyText.map((text) => ({ type: 'text', text })),
      fc.record({ args: anyJson, result: anyJson }).map((given) => tool({ state: 'result', ...call, ...given })),
      anyJson.map((data) => ({ type: 'data-any', data })),
    )
    const anyContent = fc.record({
      format: fc.constant(2),
      parts: fc.array(anyPart, { maxLength: 5 }),
      metadata: fc.dictionary(anyText, anyJson, { maxKeys: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(anyContent, { minLength: 1, maxLength: 10 }), async (contents) => {
        const messages = contents.map((content) =>
          messageOf(thread, '', { content: content as MastraMessageContentV2 }),
        )
        await world.memory.saveMessages({ messages })
        const { messages: found } = await world.memory.listMessagesById({ messageIds: messages.map(({ id }) => id) })
        const byId = new Map(found.map((message) => [message.id, sorted(message.content)]))
        for (const { id, content } of messages) {
          expect(byId.get(id)).toBe(sorted(JSON.parse(JSON.stringify(content))))
        }
      }),
      { numRuns: 25 },
    )
  })
})
