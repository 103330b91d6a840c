import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { MastraDBMessage } from '@mastra/core/agent'
import { LibSQLStore, LibSQLVector } from '@mastra/libsql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importMastra } from '../../src/main/store/import/import-mastra'
import type { ImportOptions } from '../../src/main/store/import/import-mastra'
import type { SourceVectors, TargetVectors } from '../../src/main/store/import/import-vectors'
import { importedId } from '../../src/main/store/import/imported-id'
import { makeResourceId } from '../../src/main/store/mapping'
import { SupabaseMemoryStorage } from '../../src/main/store/supabase-memory-storage'
import { openStorage } from '../../src/main/store/testing/open-storage'
import { openSource } from './sources.mjs'

/** More than a page. */
const MANY = 230
const open = openStorage()

let folder: string
let source: ImportOptions['source']
let close: () => Promise<void>
/** What our vector store was given. */
let upserts: Parameters<TargetVectors['upsert']>[0][]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-import-'))
  const url = `file:${join(folder, 'mastra.db')}`
  const store = new LibSQLStore({ id: 'source', url })
  await store.init()
  const memory = await store.getStore('memory')
  if (!memory) throw new Error('there is no memory')
  const vectors = new LibSQLVector({ id: 'vectors', url: `file:${join(folder, 'vectors.db')}` })
  source = { memory, vectors }
  close = async () => {
    await store.close()
  }
  upserts = []
  const at = new Date('2025-03-01T10:00:00.123Z')
  const thread = { createdAt: at, updatedAt: at }
  await memory.saveThread({
    thread: { id: 'thread-run', resourceId: 'runner', title: 'Running', metadata: { mood: ['good', null] }, ...thread },
  })
  await memory.saveThread({
    thread: { id: crypto.randomUUID(), resourceId: 'reader', title: 'Books', metadata: {}, ...thread },
  })
  await memory.saveThread({ thread: { id: 'empty', resourceId: 'reader', title: '', ...thread } })
  await memory.saveMessages({
    messages: Array.from({ length: MANY }, (_, n) => message('thread-run', `message-${n}`, `Kilometre ${n}`, n)),
  })
  await memory.updateResource({ resourceId: 'runner', workingMemory: '# Runner\n- has a knee' })
  await vectors.createIndex({ indexName: 'memory_messages_3', dimension: 3 })
  await vectors.upsert({
    indexName: 'memory_messages_3',
    vectors: [0, 1, 1, 2].map((n) => [1, n, 0.5]),
    metadata: [0, 1, 1, 2].map((n) => ({ message_id: `message-${n}`, thread_id: 'thread-run', resource_id: 'runner' })),
  })
})
afterEach(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

function message(threadId: string, id: string, text: string, n: number): MastraDBMessage {
  const part = n % 7 === 3 ? tool(n) : { type: 'text' as const, text: `${text} 日本 😀` }
  return {
    id,
    threadId,
    resourceId: 'runner',
    role: n % 2 === 0 ? 'user' : 'assistant',
    // Several in one millisecond, as a model writes them.
    createdAt: new Date(1_740_000_000_000 + Math.floor(n / 3)),
    content: { format: 2, parts: [part], metadata: { n } },
  }
}

const tool = (n: number) => ({
  type: 'tool-invocation' as const,
  toolInvocation: {
    state: 'result' as const,
    toolCallId: `call-${n}`,
    toolName: 'measure',
    args: { z: 1, a: [n] },
    result: { deep: { deeper: [{ n }, null, 1.5e21] } },
  },
})

const vectors: TargetVectors = {
  upsert: async (given) => (upserts.push(given), []),
  describeIndex: async () => {
    const given = upserts.flatMap(({ metadata }) => metadata?.map((one) => one['message_id'] as string) ?? [])
    return { dimension: 1_536, count: new Set(given).size }
  },
}

const run = (more: Partial<ImportOptions> = {}) =>
  importMastra({
    source,
    target: { memory: open.storage, vectors },
    userId: open.database.userId,
    personaOf: (resourceId) => (resourceId === 'runner' ? (open.resourceId.split(':')[1] ?? null) : null),
    ...more,
  })

const newId = () => importedId('thread', open.database.userId, 'thread-run')
const all = async () => (await open.storage.listMessages({ threadId: newId(), perPage: false })).messages
const whole = {
  skipped: { resources: 0, threads: 0 },
  threads: { found: 3, imported: 3, same: 0 },
  messages: { found: MANY, imported: MANY, same: 0 },
  resources: { found: 1, imported: 1, same: 0 },
  vectors: { found: 3, imported: 3, same: 0, left: 0 },
  verifiedMessages: MANY,
  problems: [],
}

test('threads, messages, notes, metadata and vectors are here as they were there', async () => {
  expect(await run()).toEqual({ isDryRun: false, ...whole })
  const messages = await all()
  expect(messages.map(({ content }) => content.metadata?.['n'])).toEqual(Array.from({ length: MANY }, (_, n) => n))
  const original = message('thread-run', 'message-10', 'Kilometre 10', 10)
  expect(messages[10]).toEqual({
    ...original,
    id: importedId('message', open.database.userId, 'message-10'),
    threadId: newId(),
    resourceId: open.resourceId,
  })
  expect(await open.storage.getThreadById({ threadId: newId() })).toMatchObject({
    title: 'Running',
    resourceId: open.resourceId,
    metadata: { mood: ['good', null] },
    createdAt: new Date('2025-03-01T10:00:00.123Z'),
  })
  expect((await open.storage.getResourceById({ resourceId: open.resourceId }))?.workingMemory).toContain('knee')
  const { total } = await open.storage.listThreads({ filter: { resourceId: makeResourceId(open.database.userId) } })
  expect(total).toBe(2)
  expect(upserts.flatMap(({ vectors }) => vectors.map((vector) => vector.length))).toEqual([1_536, 1_536, 1_536, 1_536])
  expect(new Set(upserts.flatMap(({ metadata }) => metadata?.map((one) => one['message_id'] as string)))).toEqual(
    new Set([0, 1, 2].map((n) => importedId('message', open.database.userId, `message-${n}`))),
  )
})

test('a dry run says the same and writes nothing', async () => {
  expect(await run({ isDryRun: true })).toEqual({ isDryRun: true, ...whole, verifiedMessages: 0 })
  expect((await open.storage.listThreads({})).total).toBe(0)
  expect(upserts).toEqual([])
})

test('repeated, it finds everything there and writes nothing again', async () => {
  await run()
  open.recorded.names.length = 0
  expect(await run()).toMatchObject({
    threads: { found: 3, imported: 0, same: 3 },
    messages: { imported: 0, same: MANY },
    resources: { imported: 0, same: 1 },
    vectors: { found: 3, imported: 0, same: 3 },
    verifiedMessages: MANY,
    problems: [],
  })
  expect(open.recorded.names.filter((name) => name.startsWith('ai_save'))).toEqual([])
})

test('cut off in the middle of a thread, it goes on where it ended', async () => {
  let saved = 0
  const failing = new Proxy(open.storage, {
    get(target, name) {
      if (name !== 'saveMessages') return Reflect.get(target, name, target).bind?.(target)
      return async (given: { messages: MastraDBMessage[] }) => {
        if ((saved += given.messages.length) > MANY / 2) throw new Error('the line is dead')
        return target.saveMessages(given)
      }
    },
  })
  const broken = await run({ target: { memory: failing } })
  expect(broken.problems).toEqual([{ kind: 'failed', thread: 'thread-run', reason: 'the line is dead' }])
  const half = (await all()).length
  expect(half).toBeGreaterThan(0)
  expect(await run()).toMatchObject({ messages: { imported: MANY - half }, verifiedMessages: MANY, problems: [] })
  expect((await all()).map(({ content }) => content.metadata?.['n'])).toEqual(Array.from({ length: MANY }, (_, n) => n))
})

test('what was changed here is left as it is, and said', async () => {
  await run()
  const messages = await all()
  const edited = { ...messages[5], content: { format: 2, parts: [{ type: 'text', text: 'mine' }] } } as MastraDBMessage
  await open.storage.saveMessages({ messages: [edited] })
  await open.storage.updateResource({ resourceId: open.resourceId, workingMemory: 'my own' })
  const again = await run()
  expect(again.problems).toEqual([
    { kind: 'left', resource: 'runner', reason: 'There are other notes here.' },
    { kind: 'left', thread: 'thread-run', reason: 'It was changed here after it had been imported.' },
  ])
  expect((await all())[5]?.content.parts).toEqual([{ type: 'text', text: 'mine' }])
  // Going on with a thread changes nothing of what was imported.
  await open.storage.saveMessages({ messages: [messages[5], open.message(newId(), 'more', 9e12)] })
  expect((await run()).problems).toHaveLength(1)
})

test('a signal ends it after the thread that is being imported', async () => {
  const stopping = new AbortController()
  const report = await run({ signal: stopping.signal, onProgress: () => stopping.abort() })
  expect(report.threads.found).toBe(1)
})

test('the source stays as it is, byte for byte', async () => {
  await close()
  const beside = mkdtempSync(join(tmpdir(), 'kith-import-'))
  cpSync(folder, beside, { recursive: true })
  const before = hashes(beside)
  const opened = await openSource(`file:${join(beside, 'mastra.db')}`, `file:${join(beside, 'vectors.db')}`)
  try {
    expect(await run({ source: opened.source })).toEqual({ isDryRun: false, ...whole })
  } finally {
    await opened.close()
  }
  expect(hashes(beside)).toEqual(before)
  rmSync(beside, { recursive: true })
})

test(
  'the command imports into the data folder of this computer, and finds everything there the next time',
  { timeout: 90_000 },
  async () => {
    await close()
    const args = ['--from', `file:${join(folder, 'mastra.db')}`, '--vectors-from', `file:${join(folder, 'vectors.db')}`]
    const command = async (...more: string[]) => {
      const script = join(import.meta.dirname, '../import-mastra.mjs')
      const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, '--data', folder, ...more])
      return stdout
    }
    expect(await command('--dry-run')).toMatch(
      /Dry run: nothing was written[\s\S]*3 found, 3 would be imported, 0 there/,
    )
    const imported = await command('--persona', 'runner=Coach')
    expect(imported).toContain(`${MANY} messages were read back and compared: all are the same.`)
    expect(imported).toContain('vectors    3 found, 0 imported, 0 there already, 3 left')
    const again = await command('--persona', 'runner=Coach', '--vectors', 'three-numbers')
    expect(again).toContain('3 found, 0 imported, 3 there already')
    expect(again).toContain('vectors    3 found, 3 imported, 0 there already, 0 left')
  },
)

test('nobody else’s resource is taken over', async () => {
  const other = new SupabaseMemoryStorage({ call: open.database.call, userId: crypto.randomUUID() })
  const report = await run({ target: { memory: other } })
  expect(report.problems.filter(({ kind, thread }) => kind === 'failed' && thread)).toHaveLength(3)
  expect(report.resources.imported).toBe(0)
})

test('vectors that cannot be read are said, and vectors that point anywhere are found', async () => {
  const failing = {
    listIndexes: () => (source.vectors as SourceVectors).listIndexes(),
    describeIndex: (given: { indexName: string }) => (source.vectors as SourceVectors).describeIndex(given),
    query: () => Promise.reject(new Error('the disk is gone')),
  }
  const report = await run({ source: { memory: source.memory, vectors: failing } })
  expect(report.threads.imported).toBe(3)
  expect(report.problems).toContainEqual({
    kind: 'failed',
    thread: 'thread-run',
    reason: 'Its vectors: the disk is gone',
  })
  await (source.vectors as LibSQLVector).upsert({
    indexName: 'memory_messages_3',
    vectors: [[-1, 0, 0]],
    metadata: [{ message_id: 'message-9', thread_id: 'thread-run', resource_id: 'runner' }],
  })
  expect((await run()).vectors).toMatchObject({ found: 4, imported: 4 })
})

function hashes(path: string): Record<string, string> {
  const files = readdirSync(path)
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex'),
    ]),
  )
}
