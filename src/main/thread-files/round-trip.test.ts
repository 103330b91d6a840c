// What is saved is what was said, and what was saved comes back as it was: on the real database.
import { array, assert, asyncProperty, boolean, constant, constantFrom, nat, oneof, string, tuple } from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { partOfAttachment } from '../../shared/domain/attachment'
import type { ThreadFile } from '../../shared/domain/thread-file'
import { readFile } from '../assistant'
import { png } from '../assistant/attachments/testing/sample-files'
import { openRealDatabase } from '../store/testing/real-database'
import type { RealDatabase } from '../store/testing/real-database'
import { bringIn } from './open/bring-in'
import { lookInto } from './open/look'
import { readThreadFile } from './open/read-thread-file'
import { filesOf } from './save/files-of'
import { writeHere } from './save/testing/write-here'

let database: RealDatabase
beforeAll(async () => {
  database = await openRealDatabase()
}, 90_000)
afterAll(() => database.close())
beforeEach(() => database.erase())

async function saved(threadId: string, kind: 'markdown' | 'html' | 'kith', withReceipts = false): Promise<string> {
  const wish = { threadIds: [threadId], kind, language: 'en', timeZone: 'UTC', withReceipts } as const
  const [file] = await filesOf(database.call, wish, '0.1.0', writeHere)
  let text = ''
  for await (const piece of file?.pieces() ?? []) text += piece
  return text
}

async function brought(file: ThreadFile, personaId: string | null = null): Promise<string> {
  const newThreadId = crypto.randomUUID()
  await bringIn(database.call, file, { newThreadId, personaId, remembers: file.thread.remembers })
  return newThreadId
}

const read = (text: string) => readThreadFile(new TextEncoder().encode(text), 'a.kith')
/** Without when it was saved, which is all that may differ. */
const timeless = (file: ThreadFile) => ({ ...file, savedAt: '' })

const imageId = '00000000-0000-4000-8000-000000000001'
const image = png(20, 10)

const words = oneof(
  string({ unit: 'grapheme', maxLength: 60 }),
  constantFrom('# Tide\n\n```\nopen', '| a |\n| - |\n| 1 |', '$x^2$', '<script>1</script>', '\u202E"\\', ''),
)
const parts = array(
  oneof(
    words.map((text) => ({ type: 'text', text: text.replaceAll('\0', '') })),
    words.map((reasoning) => ({ type: 'reasoning', reasoning: reasoning.replaceAll('\0', '') })),
    constant(partOfAttachment({ fileId: imageId, name: 'tide.png', mediaType: 'image/png', size: image.length })),
    constant({
      type: 'tool-invocation',
      toolInvocation: { toolCallId: 'c', toolName: 'clock', args: {}, state: 'result', result: { at: [1, null] } },
    }),
  ),
  { maxLength: 3 },
)

/** Any tree: each message follows one before it or none, and one line of it is shown. */
const threads = array(
  tuple(nat(), boolean(), parts, nat({ max: 10_000_000 }), constantFrom('complete', 'stopped', 'failed')),
  {
    maxLength: 14,
  },
).map((drawn) => {
  let end: string | null = null
  const messages = drawn.map(([place, goesOn, content, second, status], at) => {
    const isShown = at === 0 || goesOn
    const earlier = place % (at + 1)
    const follows: string | null = isShown ? end : earlier === 0 ? null : `m${earlier}`
    if (isShown) end = `m${at + 1}`
    return {
      id: `m${at + 1}`,
      follows,
      shown: isShown,
      role: at % 2 === 0 ? 'user' : 'assistant',
      status,
      createdAt: new Date(1_700_000_000_000 + second * 1_000).toISOString(),
      content: { format: 2, parts: content },
      metadata: at % 3 === 0 ? { mood: place } : {},
    }
  })
  const shows = JSON.stringify(messages).includes(imageId)
  const bytes = Buffer.from(image).toString('base64')
  const files = shows ? [{ id: imageId, name: 'tide.png', mediaType: 'image/png', size: image.length, bytes }] : []
  const thread = {
    title: 'Tide',
    persona: null,
    createdAt: '2023-11-01T00:00:00.000Z',
    remembers: true,
    metadata: { of: ['sea'] },
  }
  const head = { format: 'kith.thread', version: 1, savedAt: '2026-01-01T00:00:00.000Z', kith: '0.1.0' }
  return read(JSON.stringify({ ...head, thread, messages, files }))
})

test('any thread that is opened and saved again is the same file', async () => {
  await assert(
    asyncProperty(threads, async (file) => {
      const again = read(await saved(await brought(file), 'kith'))
      expect(timeless(again)).toEqual(timeless(file))
    }),
    { numRuns: 40 },
  )
}, 60_000)

const said = (id: string, follows: string | null, text: string, more: object = {}) => ({
  id,
  follows,
  shown: true,
  role: 'user',
  status: 'complete',
  createdAt: '2026-01-01T10:00:00.000Z',
  content: { format: 2, parts: [{ type: 'text', text }] },
  ...more,
})
function fileOf(messages: object[], files: object[] = []): ThreadFile {
  const thread = { title: 'Tide <b>', persona: 'Coach', createdAt: '2026-01-01T00:00:00.000Z' }
  const head = { format: 'kith.thread', version: 1, savedAt: '2026-01-02T00:00:00.000Z', kith: '0.1.0' }
  return read(JSON.stringify({ ...head, thread, messages, files }))
}

describe('a file of somebody else', () => {
  test('is brought to the persona that was chosen, with its picture, and waits for vectors as any thread', async () => {
    const personaId = crypto.randomUUID()
    await database.call('ai_save_persona', { id: personaId, name: 'Ada' })
    const content = {
      format: 2,
      parts: [partOfAttachment({ fileId: imageId, name: 'tide.png', mediaType: 'text/plain', size: 3 })],
    }
    const bytes = Buffer.from(image).toString('base64')
    const shown = { id: imageId, name: 'tide.png', mediaType: 'text/html', size: 3, bytes }
    const file = fileOf(
      [said('a', null, 'How high is it?'), said('b', 'a', '', { role: 'assistant', content })],
      [shown],
    )
    expect(lookInto(file)).toMatchObject({ title: 'Tide <b>', messages: 2, attachments: 1, missingAttachments: 0 })
    const threadId = await brought(file, personaId)
    const rows = await database.call('ai_list_path', { thread_id: threadId })
    const [part] = (rows[1]?.content as { parts: Record<string, string>[] } | undefined)?.parts ?? []
    // Its kind is what its bytes say.
    expect(part).toMatchObject({ mimeType: 'image/png', size: image.length, filename: 'tide.png' })
    const { bytes: stored } = await readFile(database.call, part?.['data']?.replace('kith-file:', '') ?? '')
    expect(Buffer.from(stored).equals(Buffer.from(image))).toBe(true)
    const waiting = await database.call('ai_messages_to_embed', { model: 'a model', max_rows: 10 })
    expect(waiting.map(({ id }) => id)).toContain(rows[0]?.message_id)
  })

  test('is brought in once, whole, however often it is asked for', async () => {
    const file = fileOf([said('a', null, 'One')])
    const wanted = { newThreadId: crypto.randomUUID(), personaId: null, remembers: false }
    await bringIn(database.call, file, wanted)
    const [again] = await bringIn(database.call, file, wanted)
    expect(again).toMatchObject({ thread_id: wanted.newThreadId, metadata: { 'kith.memory': 'off' } })
    expect(await database.call('ai_list_tree', { thread_id: wanted.newThreadId })).toHaveLength(1)
  })

  test('with bytes that are no file Kith takes has its words, and says by name what is missing', async () => {
    const bytes = Buffer.from([0x4d, 0x5a, 0, 0, 0xff]).toString('base64')
    const content = {
      format: 2,
      parts: [partOfAttachment({ fileId: imageId, name: 'run.png', mediaType: 'image/png', size: 5 })],
    }
    const program = { id: imageId, name: 'run.png', mediaType: 'image/png', size: 5, bytes }
    const again = read(await saved(await brought(fileOf([said('a', null, '', { content })], [program])), 'kith'))
    expect(again.files).toEqual([{ id: imageId, name: 'run.png', mediaType: 'image/png', size: 5, bytes: null }])
  })
})

test('two thousand messages are saved and opened again, page by page', async () => {
  const many = Array.from({ length: 2_000 }, (_, at) =>
    said(`m${at + 1}`, at === 0 ? null : `m${at}`, `Wave number ${at} came in over the flats.`),
  )
  const file = fileOf(many)
  const again = read(await saved(await brought(file), 'kith'))
  expect(again.messages).toEqual(file.messages)
}, 120_000)

test('what the model found in memory is in no file', async () => {
  const call = {
    toolCallId: 'c',
    toolName: 'recall',
    args: { query: 'key' },
    state: 'result',
    result: 'It is under the mat.',
  }
  const content = { format: 2, parts: [{ type: 'tool-invocation', toolInvocation: call }], toolInvocations: [call] }
  const threadId = await brought(
    fileOf([said('a', null, 'Where?'), said('b', 'a', '', { role: 'assistant', content })]),
  )
  for (const kind of ['markdown', 'html', 'kith'] as const) {
    expect(await saved(threadId, kind, true)).not.toContain('under the mat')
  }
})

describe('to be read', () => {
  test('as Markdown: facts, who said it, and every word as it was written', async () => {
    const code = '```ts\nconst a = 1\n```\n\n| a | b |\n| - | - |\n| 1 | $x$ |'
    const threadId = await brought(
      fileOf([said('a', null, code), said('b', 'a', 'Half', { role: 'assistant', status: 'stopped' })]),
    )
    const text = await saved(threadId, 'markdown')
    expect(text).toContain('title: "Tide <b>"\ncreated: "2026-01-01T00:00:00.000Z"')
    expect(text).toContain('# Tide \\<b\\>\n')
    expect(text).toContain(`## You, 1 January 2026 at 10:00\n\n${code}\n`)
    expect(text).toContain('## Kith, 1 January 2026 at 10:00\n\nHalf\n\n*This answer was stopped.*\n')
  })

  test('as HTML: one file that says nothing may run or load, with its pictures in it', async () => {
    const bytes = Buffer.from(image).toString('base64')
    const content = {
      format: 2,
      parts: [partOfAttachment({ fileId: imageId, name: '"><i>.png', mediaType: 'image/png', size: 5 })],
    }
    const shown = { id: imageId, name: 'x.png', mediaType: 'image/png', size: 5, bytes }
    const threadId = await brought(
      fileOf([said('a', null, '<script>1</script>'), said('b', 'a', '', { content })], [shown]),
    )
    const text = await saved(threadId, 'html')
    expect(text).toContain("content=\"default-src 'none'; style-src 'sha256-")
    expect(text).not.toMatch(/<script|<i>|<b>|https?:\/\//)
    expect(text).toContain('<img src="data:image/png;base64,')
    expect(text).toContain('<title>Tide &lt;b&gt;</title>')
  })
})
