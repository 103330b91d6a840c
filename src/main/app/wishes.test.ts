// What windows wish about the database: one after the other, each judged when its turn comes.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portPair } from '../embedded/testing/port-pair'
import type { StartDataProcess } from './host'
import type { Lifecycle } from './lifecycle'
import { lifecycleIn, namesIn, startDataHere, untilPhase } from './testing/lifecycle-here'

let folder: string
let running: Lifecycle[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-wishes-'))
})
afterEach(async () => {
  await Promise.all(running.map((lifecycle) => lifecycle.close()))
  running = []
  rmSync(folder, { recursive: true })
})

async function create(startDataProcess: StartDataProcess = (_, start) => startDataHere(start)): Promise<Lifecycle> {
  const lifecycle = await lifecycleIn(folder, startDataProcess)
  running.push(lifecycle)
  return lifecycle
}

const inDatabase = (beginning: string) => namesIn(join(folder, 'database'), beginning)

test('a wish is judged when its turn comes: one of no use, made while another is fulfilled, takes nothing away', async () => {
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { file } = await lifecycle.backUp()
  const first = lifecycle.restore(file)
  await untilPhase(lifecycle, 'starting')
  const second = lifecycle.restore('another')
  await first
  await expect(second).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' })
  await untilPhase(lifecycle, 'ready')
  expect(await (await lifecycle.services()).call('ai_list_personas', {})).toHaveLength(2)
})

test('two windows that begin anew begin once', async () => {
  const first = await create()
  first.start()
  await untilPhase(first, 'ready')
  await first.close()
  rmSync(join(folder, 'database/pgdata/global/pg_control'))
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'failed')
  await Promise.all([lifecycle.startClean(), lifecycle.startClean()])
  await untilPhase(lifecycle, 'ready')
  await lifecycle.startClean()
  expect(inDatabase('kept-')).toHaveLength(1)
})

test('what is sent while it goes back to a backup waits, and is in what was gone back to', async () => {
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { file } = await lifecycle.backUp()
  const { assistant } = await lifecycle.services()
  await assistant.send({ threadId: randomUUID(), personaId: null, messageId: randomUUID(), text: 'What can you do?' })
  const restoring = lifecycle.restore(file)
  await untilPhase(lifecycle, 'starting')
  const threadId = randomUUID()
  const message = { threadId, personaId: null, messageId: randomUUID(), text: 'Hello.' }
  await (await lifecycle.services()).assistant.send(message)
  await restoring
  const { call } = await lifecycle.services()
  expect((await call('ai_list_threads', {})).map(({ thread_id: id }) => id)).toEqual([threadId])
})

test('a wish that Kith closes before is not said to be fulfilled, and changes nothing', async () => {
  const lifecycle = await create()
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { file } = await lifecycle.backUp()
  const [restoring] = await Promise.allSettled([lifecycle.restore(file), lifecycle.close()])
  expect(restoring).toMatchObject({ status: 'rejected', reason: { data: { reason: 'Kith is closing.' } } })
  expect(inDatabase('pgdata.')).toEqual([])
})

test('goes back to a backup when the database that is open does not close in time', async () => {
  const lifecycle = await create(async (_, start) => {
    const { port, exited, kill } = await startDataHere(start)
    const isDeaf = start.beginning === undefined
    const postMessage = (message: unknown) => {
      if (!isDeaf || (message as { type: string }).type !== 'close') port.postMessage(message)
    }
    return { port: { ...port, postMessage, close: () => {} }, exited, kill: () => void setTimeout(kill, 300) }
  })
  lifecycle.start()
  await untilPhase(lifecycle, 'ready')
  const { file } = await lifecycle.backUp()
  await lifecycle.restore(file)
  expect((await untilPhase(lifecycle, 'ready')).database.isReadOnly).toBe(false)
})

test('knows the backups of a database whose process ends before it has opened it', async () => {
  const first = await create()
  first.start()
  await untilPhase(first, 'ready')
  const { file } = await first.backUp()
  await first.close()
  const lifecycle = await create(async () => {
    const [here, there] = portPair()
    there.close()
    return { port: here, exited: Promise.resolve(134), kill: () => here.close() }
  })
  lifecycle.start()
  expect(await untilPhase(lifecycle, 'failed')).toMatchObject({ failure: { code: 'DATABASE_FAILED' } })
  expect((await lifecycle.backups()).map((backup) => backup.file)).toEqual([file])
})
