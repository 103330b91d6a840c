// The account of this computer on its real folder: whatever else is lost, all of its threads are there.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrationFiles } from '../embedded/migration-files'
import { openData } from '../embedded/open-data'
import { emptyDatabase } from '../embedded/testing/memory-database'
import { openDatabase } from './client'
import type { Account } from './account'
import type { DatabaseClient } from './client'
import { SESSION_KEY } from './session-storage'

const template = mkdtempSync(join(tmpdir(), 'kith-coming-back-'))
let place = template
let account: Account
const inPlace = (name: string) => join(place, name)
const bothThreads = new Set(['Thread 1', 'Thread 2'])
const lose = (...names: string[]) => names.forEach((name) => rmSync(inPlace(name), { recursive: true }))

beforeAll(async () => {
  const made = await whileOpen('ada', async (database) => {
    await saveThread(database, 1)
    await saveThread(database, 2)
  })
  account = made.account
})
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'kith-coming-back-'))
  cpSync(template, place, { recursive: true })
})
afterEach(() => rmSync(place, { recursive: true }))
afterAll(() => rmSync(template, { recursive: true }))

test.each<[string, () => void]>([
  ['nothing is lost', () => {}],
  ['the session is lost', () => lose('session.json')],
  ['the session is damaged', () => writeFileSync(inPlace('session.json'), `{"${SESSION_KEY}": "{`)],
  ['the key is lost', () => lose('database/keys.json')],
  ['the key is damaged', () => writeFileSync(inPlace('database/keys.json'), '{"signing": {"kty": "EC"')],
  ['only the database was brought here', () => lose('session.json', 'database/keys.json')],
])('comes back to the same account and all threads when %s', async (_what, happen) => {
  happen()
  expect(await whileOpen()).toEqual({ account, threads: bothThreads })
})

test('comes back to all threads of an older database, which knows nothing of the session', async () => {
  cpSync(inPlace('database/pgdata'), inPlace('backup'), { recursive: true })
  lose('session.json')
  const { threads } = await whileOpen('ada', (database) => saveThread(database, 3))
  expect(threads.size).toBe(3)

  lose('database/pgdata')
  cpSync(inPlace('backup'), inPlace('database/pgdata'), { recursive: true })
  expect(await whileOpen()).toEqual({ account, threads: bothThreads })
})

/** One start of the database and its client, with its session in a file; what is there when it ends. */
async function whileOpen(
  owner = 'whoever starts it',
  work: (database: DatabaseClient) => Promise<unknown> = async () => {},
): Promise<{ account: Account; threads: Set<string | null> }> {
  const preparedDatabase = await emptyDatabase()
  const data = await openData({ folder: inPlace('database'), preparedDatabase }, migrationFiles)
  const database = openDatabase({
    ...data.ready,
    fetch: (input, init) => data.answer(new Request(input, init)),
    storage: sessionFile(inPlace('session.json')),
  })
  try {
    const account = await database.signInLocal({ name: owner })
    await work(database)
    const threads = await database.call('ai_list_threads', {})
    return { account, threads: new Set(threads.map(({ title }) => title)) }
  } finally {
    await database.close()
    await data.close()
  }
}

function saveThread(database: DatabaseClient, number: number): Promise<unknown> {
  const id = `6a1f2f2c-0000-4000-8000-00000000000${number}`
  return database.call('ai_save_thread', { thread_id: id, title: `Thread ${number}` })
}

function sessionFile(path: string) {
  const read = (): Record<string, string> => {
    try {
      return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
    } catch {
      return {}
    }
  }
  const write = (items: Record<string, string | undefined>) => writeFileSync(path, JSON.stringify(items))
  return {
    getItem: async (key: string) => read()[key] ?? null,
    setItem: async (key: string, value: string) => write({ ...read(), [key]: value }),
    removeItem: async (key: string) => write({ ...read(), [key]: undefined }),
  }
}
