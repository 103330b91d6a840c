import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDataService } from './data-service'
import type { DataService } from './data-service'
import { runDataProcess } from './run-data-process'
import { buildEntry } from './testing/build-entry'
import { emptyDatabase } from './testing/memory-database'
import { portOf, portPair } from './testing/port-pair'

const migrations = [
  {
    file: '1_notes.sql',
    sql: `create table notes (id int);
      create function save_note(id int) returns void language sql security definer as $$ insert into notes values (id) $$;
      create function list_notes() returns setof int language sql security definer as $$ select id from notes $$;`,
  },
]

/** A busy machine takes longer than a person would wait. */
const PATIENCE = 60_000

let entry: string
let prepared: string
let folder: string

beforeAll(async () => {
  entry = await buildEntry(join(import.meta.dirname, 'data-process.ts'))
  prepared = await emptyDatabase()
})
afterAll(() => rmSync(dirname(entry), { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-service-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('answers calls that were made before the database was open', async () => {
  const { service } = startHere()
  const early = call(service, 'save_note', { id: 1 })
  const ready = await service.ready
  expect(ready).toMatchObject({ isFirstStart: true, url: expect.stringMatching(/\.invalid$/) })
  expect(ready.timings.total).toBeGreaterThan(0)
  expect((await early).status).toBe(204)
  expect(await (await call(service, 'list_notes', {})).json()).toEqual([1])
  await service.close()
})

test('finishes what was asked before it closes, and frees the folder', async () => {
  const { service } = startHere()
  await service.ready
  const calls = Array.from({ length: 20 }, (_, id) => call(service, 'save_note', { id }))
  await new Promise((resolve) => setImmediate(resolve))
  await service.close()
  expect((await Promise.all(calls)).every(({ status }) => status === 204)).toBe(true)
  const again = startHere()
  expect(await (await call(again.service, 'list_notes', {})).json()).toHaveLength(20)
  await again.service.close()
})

test('closes the database when nobody is at the other end of the port any more', async () => {
  const { service, port, exited } = startHere()
  await service.ready
  port.close()
  expect(await exited).toBe(0)
  const again = startHere()
  expect((await again.service.ready).isFirstStart).toBe(false)
  await again.service.close()
})

test('tells why it could not start, as the failure people read, and ends', async () => {
  const first = startHere()
  await first.service.ready
  const second = startHere()
  await expect(second.service.ready).rejects.toMatchObject({
    name: 'KithError',
    code: 'DATABASE_BUSY',
    data: { folder, pid: process.pid },
  })
  expect(await second.exited).toBe(0)
  await expect(call(second.service, 'list_notes', {})).rejects.toThrow(TypeError)
  await first.service.close()
})

test('says so when the process ends before it is ready', async () => {
  const [here] = portPair()
  const service = connectDataService(here, Promise.resolve(134))
  await expect(service.ready).rejects.toMatchObject({
    code: 'DATABASE_FAILED',
    data: { reason: 'Its process ended (134) before it was open.' },
  })
  await expect(service.fetch('http://any.test/')).rejects.toThrow('The database has stopped.')
  here.close()
})

test('does not wait for ever for a process that does not close', async () => {
  const [here, there] = portPair()
  const service = connectDataService(here, new Promise(() => {}), { closeWithinMs: 20 })
  await expect(service.close()).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
  there.close()
})

test('runs as a built thread with the migrations inside, and is free again when the thread is killed', async () => {
  const first = startThread()
  await first.service.ready
  const denied = await call(first.service, 'ai_list_personas', {})
  expect([denied.status, await denied.json()]).toEqual([401, expect.objectContaining({ code: '42501' })])
  await first.worker.terminate()
  await expect(call(first.service, 'ai_list_personas', {})).rejects.toThrow('The database has stopped.')

  const second = startThread()
  expect((await second.service.ready).isFirstStart).toBe(false)
  await second.service.close()
  expect(await second.exited).toBe(0)
})

test('runs as a utility process, where Electron hands the port over with the first message', async () => {
  const { port1, port2 } = new MessageChannel()
  const worker = new Worker(asUtilityProcess, {
    eval: true,
    workerData: { entry: pathToFileURL(entry).href, start: { folder, preparedDatabase: prepared }, port: port2 },
    transferList: [port2],
  })
  const exited = new Promise<number>((resolve) => worker.once('exit', resolve))
  const service = connectDataService(portOf(port1), exited, { closeWithinMs: PATIENCE })
  expect((await service.ready).isFirstStart).toBe(true)
  expect((await call(service, 'ai_list_personas', {})).status).toBe(401)
  await service.close()
  expect(await exited).toBe(0)
})

// Electron's ports wrap what arrives in an event and are started by hand.
const asUtilityProcess = `
  const { EventEmitter } = require('node:events')
  const { workerData } = require('node:worker_threads')
  const { entry, start, port } = workerData
  const wrapped = new EventEmitter()
  wrapped.postMessage = (message) => port.postMessage(message)
  wrapped.close = () => port.close()
  wrapped.start = () => {
    if (wrapped.isStarted) return
    wrapped.isStarted = true
    port.on('message', (data) => wrapped.emit('message', { data }))
    port.on('close', () => wrapped.emit('close'))
  }
  process.parentPort = new EventEmitter()
  import(entry)
  process.parentPort.on('newListener', () =>
    setImmediate(() => process.parentPort.emit('message', { data: start, ports: [wrapped] })))
`

function startHere() {
  const [here, there] = portPair()
  const exited = runDataProcess({ folder, preparedDatabase: prepared }, there, migrations).then(() => {
    there.close()
    return 0
  })
  return { service: connectDataService(here, exited, { closeWithinMs: PATIENCE }), port: here, exited }
}

function startThread() {
  const { port1, port2 } = new MessageChannel()
  const start = { folder, preparedDatabase: prepared }
  const worker = new Worker(entry, { workerData: { start, port: port2 }, transferList: [port2] })
  const exited = new Promise<number>((resolve) => worker.once('exit', resolve))
  return { service: connectDataService(portOf(port1), exited, { closeWithinMs: PATIENCE }), worker, exited }
}

async function call(service: DataService, name: string, args: object): Promise<Response> {
  const { url, publishableKey } = {
    url: 'http://embedded.kith.invalid',
    publishableKey: 'sb_publishable_kith_embedded',
  }
  return service.fetch(`${url}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { apikey: publishableKey },
    body: JSON.stringify(args),
  })
}
