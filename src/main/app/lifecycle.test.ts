import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SessionState } from '../../shared/contract/session'
import { migrationFiles } from '../embedded/migration-files'
import { runDataProcess } from '../embedded/run-data-process'
import { emptyDatabase } from '../embedded/testing/memory-database'
import { portPair } from '../embedded/testing/port-pair'
import { openSettings } from '../settings'
import { createChanges } from './changes'
import type { Host, StartDataProcess } from './host'
import { createLifecycle } from './lifecycle'
import type { Lifecycle } from './lifecycle'

let folder: string
let running: Lifecycle[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-app-'))
})
afterEach(async () => {
  await Promise.all(running.map((lifecycle) => lifecycle.close()))
  running = []
  rmSync(folder, { recursive: true })
})

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

test('says so when the data process ends by itself, and starts again on the same data', async () => {
  const ends: (() => void)[] = []
  const lifecycle = await create((modulePath, start) => startHere(modulePath, start, (end) => ends.push(end)))
  lifecycle.start()
  const before = await untilPhase(lifecycle, 'ready')
  ends[0]?.()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({ failure: { code: 'DATABASE_FAILED' } })
  lifecycle.retry()
  expect(await untilPhase(lifecycle, 'ready')).toEqual(before)
})

test('stores the whole answer in the database that is opened again when one ends in the middle of it', async () => {
  const ends: (() => void)[] = []
  const lifecycle = await create((modulePath, start) => startHere(modulePath, start, (end) => ends.push(end)))
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { assistant, call } = await lifecycle.services()
  const threadId = randomUUID()
  const watching = assistant.watch(threadId, undefined)
  await assistant.send({ threadId, personaId: null, messageId: randomUUID(), text: 'What can you do?' })
  for await (const event of watching) if (event.type === 'delta') break

  ends[0]?.()
  await untilPhase(lifecycle, 'failed')
  await lifecycle.whenIdle()
  lifecycle.retry()
  await untilPhase(lifecycle, 'ready')
  await vi.waitFor(
    async () => {
      const [, answer] = await call('ai_list_path', { thread_id: threadId })
      expect(answer).toMatchObject({ role: 'assistant', status: 'complete' })
    },
    { timeout: 60_000, interval: 200 },
  )
})

async function create(startDataProcess: StartDataProcess = startHere): Promise<Lifecycle> {
  const secrets = new Map<string, string>()
  const host: Host = {
    kind: 'browser',
    dataFolder: folder,
    vault: {
      kind: 'keychain',
      location: 'a test',
      get: async (name) => secrets.get(name) ?? null,
      set: async (name, value) => void secrets.set(name, value),
      delete: async (name) => void secrets.delete(name),
    },
    startDataProcess,
  }
  const lifecycle = createLifecycle({
    host,
    settings: await openSettings({ folder, vault: host.vault }),
    changes: createChanges(),
    dataProcess: { modulePath: '', preparedDatabase: await emptyDatabase() },
  })
  running.push(lifecycle)
  return lifecycle
}

/** The data process in this very thread. */
const startHere = async (
  _modulePath: string,
  start: Parameters<StartDataProcess>[1],
  onStart: (end: () => void) => void = () => {},
) => {
  const [here, there] = portPair()
  const exited = runDataProcess(start, there, migrationFiles).then(() => {
    there.close()
    return 0
  })
  onStart(() => here.close())
  return { port: here, exited, kill: () => here.close() }
}

async function untilPhase<P extends SessionState['phase']>(lifecycle: Lifecycle, phase: P) {
  let last: SessionState | undefined
  await vi.waitFor(
    async () => {
      const watching = new AbortController()
      for await (last of lifecycle.watch(watching.signal)) break
      watching.abort()
      expect(last?.phase).toBe(phase)
    },
    { timeout: 60_000, interval: 50 },
  )
  return last as Extract<SessionState, { phase: P }>
}
