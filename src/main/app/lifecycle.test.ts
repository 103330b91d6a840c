import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { migrationFiles } from '../embedded/migration-files'
import { startPglite } from '../embedded/start-pglite'
import type { StartDataProcess } from './host'
import type { Lifecycle } from './lifecycle'
import { makeReport } from './make-report'
import { lifecycleIn, namesIn, patience, startDataHere, untilPhase } from './testing/lifecycle-here'

let folder: string
let migrations = migrationFiles
let running: Lifecycle[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-app-'))
  migrations = migrationFiles
})
afterEach(async () => {
  await Promise.all(running.map((lifecycle) => lifecycle.close()))
  running = []
  rmSync(folder, { recursive: true })
})

async function create(startDataProcess: StartDataProcess = startHere): Promise<Lifecycle> {
  const lifecycle = await lifecycleIn(folder, startDataProcess)
  running.push(lifecycle)
  return lifecycle
}

const startHere: StartDataProcess = (_modulePath, start) => startDataHere(start, migrations)

const inDatabase = (beginning: string) => namesIn(join(folder, 'database'), beginning)

test('comes from nothing to ready with an account and two personas, and asks for nothing', async () => {
  const lifecycle = await create()
  lifecycle.start()
  const ready = await untilPhase(lifecycle, 'ready')
  expect(ready).toMatchObject({ account: { name: expect.stringMatching(/./) }, database: { folder } })
  const { call } = await lifecycle.services()
  expect((await call('ai_list_personas', {})).map(({ name }) => name)).toEqual(['Coach', 'Researcher'])
})

test('is the same account with the same personas after a restart', async () => {
  const first = await create()
  first.start()
  const before = await untilPhase(first, 'ready')
  await first.close()
  const second = await create()
  second.start()
  expect(await untilPhase(second, 'ready')).toEqual(before)
  const { call } = await second.services()
  expect(await call('ai_list_personas', {})).toHaveLength(2)
})

test('says why it cannot start, and starts when it is asked again and the reason is gone', async () => {
  const owner = await create()
  owner.start()
  await untilPhase(owner, 'ready')

  const second = await create()
  second.start()
  expect(await untilPhase(second, 'failed')).toMatchObject({ failure: { code: 'DATABASE_BUSY' } })
  await expect(second.services()).rejects.toMatchObject({ code: 'DATABASE_BUSY' })

  await owner.close()
  second.retry()
  await untilPhase(second, 'ready')
})

test('starts a data process again that ends by itself, with the same data; and says so when it keeps ending', async () => {
  const ends: (() => void)[] = []
  const lifecycle = await create((_, start) => startDataHere(start, migrations, (end) => ends.push(end)))
  lifecycle.start()
  const before = await untilPhase(lifecycle, 'ready')
  const { call } = await lifecycle.services()
  for (const time of [0, 1, 2]) {
    ends[time]?.()
    await vi.waitFor(() => expect(ends).toHaveLength(time + 2), patience)
    // Asked while it is being opened: waits.
    expect(await call('ai_list_personas', {})).toHaveLength(2)
    expect(await untilPhase(lifecycle, 'ready')).toEqual(before)
  }
  ends[3]?.()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({ failure: { code: 'DATABASE_FAILED' } })
  await expect(call('ai_list_personas', {})).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  lifecycle.retry()
  expect(await untilPhase(lifecycle, 'ready')).toEqual(before)
})

test('stores the whole answer in the database that is opened again when one ends in the middle of it', async () => {
  const ends: (() => void)[] = []
  const lifecycle = await create((_, start) => startDataHere(start, migrations, (end) => ends.push(end)))
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { assistant, call } = await lifecycle.services()
  const threadId = randomUUID()
  const watching = assistant.watch(threadId, undefined)
  await assistant.send({ threadId, personaId: null, messageId: randomUUID(), text: 'What can you do?' })
  for await (const event of watching) if (event.type === 'delta') break

  ends[0]?.()
  await vi.waitFor(async () => {
    const [, answer] = await call('ai_list_path', { thread_id: threadId })
    expect(answer).toMatchObject({ role: 'assistant', status: 'complete' })
  }, patience)
})

test('goes back to a backup while it runs, and stays where it is when the backup is of no use', async () => {
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { call } = await lifecycle.services()
  const { file } = await lifecycle.backUp()
  expect((await lifecycle.backups()).map((backup) => backup.file)).toEqual([file])
  const [coach] = await call('ai_list_personas', {})
  await call('ai_archive_persona', { id: coach?.id ?? '' })

  await expect(lifecycle.restore('another')).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' })
  await untilPhase(lifecycle, 'ready')
  expect(await call('ai_list_personas', {})).toHaveLength(1)
  await lifecycle.restore(file)
  await untilPhase(lifecycle, 'ready')
  expect(await call('ai_list_personas', {})).toHaveLength(2)
})

test('offers the backups of a database that does not open', async () => {
  const first = await create()
  first.start()
  await untilPhase(first, 'ready')
  const { file, madeAt } = await first.backUp()
  await first.close()
  rmSync(join(folder, 'database/pgdata/global/pg_control'))

  const lifecycle = await create()
  lifecycle.start()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({
    failure: { code: 'DATABASE_DAMAGED', data: { backup: { file, madeAt } } },
  })
  expect((await lifecycle.backups()).map((backup) => backup.file)).toEqual([file])
  await lifecycle.restore(file)
  await untilPhase(lifecycle, 'ready')
  expect(inDatabase('pgdata.broken-')).toHaveLength(1)
})

test('a damaged page met by a call is said to be one, with the backup to go back to', async () => {
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { file } = await lifecycle.backUp()
  await lifecycle.close()
  await flipPages('public.ai_personas')

  const again = await create()
  again.start()
  expect(await untilPhase(again, 'failed')).toMatchObject({
    failure: { code: 'DATABASE_DAMAGED', data: { backup: { file } } },
  })
  expect((await again.backups()).map((backup) => backup.file)).toEqual([file])
  await again.restore(file)
  await untilPhase(again, 'ready')
  const { call } = await again.services()
  expect(await call('ai_list_personas', {})).toHaveLength(2)
})

test('after a failed update: what a report says of it, the old version to read, the update again, or a new beginning', async () => {
  const first = await create()
  first.start()
  await untilPhase(first, 'ready')
  await first.close()

  migrations = [...migrationFiles, { file: '99999999999999_bad.sql', sql: `select 'a secret'::int` }]
  const lifecycle = await create()
  lifecycle.start()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({ failure: { code: 'MIGRATION_FAILED' } })
  const failure = lifecycle.failure()
  const report = await makeReport({
    host: { kind: 'browser' },
    profileKind: 'embedded',
    failure,
    call: null,
    lines: [],
  })
  expect(report).toMatch(
    /failure: MIGRATION_FAILED\nfile: 99999999999999_bad\.sql\nstatement: 1\nSQLSTATE: 22P02\nKith: \d/,
  )
  expect(report).not.toContain('secret')

  await lifecycle.openOldVersion()
  expect((await untilPhase(lifecycle, 'ready')).database.isReadOnly).toBe(true)
  const { call } = await lifecycle.services()
  const [coach] = await call('ai_list_personas', {})
  await expect(call('ai_archive_persona', { id: coach?.id ?? '' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
  })

  lifecycle.retry()
  await untilPhase(lifecycle, 'failed')
  migrations = migrationFiles
  await lifecycle.startClean()
  expect((await untilPhase(lifecycle, 'ready')).database.isReadOnly).toBe(false)
  expect(inDatabase('kept-')).toHaveLength(1)
})

/** A byte in every page of a table. */
async function flipPages(table: string): Promise<void> {
  const dataDir = join(folder, 'database/pgdata')
  const db = await startPglite(dataDir)
  const { rows } = await db.query<{ path: string }>('select pg_relation_filepath($1) as path', [table])
  await db.close()
  const path = join(dataDir, rows[0]?.path ?? '')
  const bytes = readFileSync(path)
  for (let at = 8_000; at < bytes.length; at += 8_192) bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
