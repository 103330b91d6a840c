import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import type { Port } from '../app/host'
import { startDataThread, startDataThreadAhead } from './data-thread'

const folder = mkdtempSync(join(tmpdir(), 'kith-'))
afterAll(() => rmSync(folder, { recursive: true }))
const start = { folder: '/data', preparedDatabase: null }

function program(name: string, body: string): string {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, `import { workerData } from 'node:worker_threads'\nconst { start, port } = workerData\n${body}\n`)
  return path
}

const next = (port: Port) => new Promise<unknown>((resolve) => port.onMessage(resolve))
const closed = (port: Port) => new Promise<void>((resolve) => port.onClose(resolve))

describe('the data thread', () => {
  it('is told what to open and answers over its port', async () => {
    const modulePath = program('echo', `port.on('message', (message) => port.postMessage({ start, message }))`)
    const data = await startDataThread(modulePath, start)
    const answer = next(data.port)
    data.port.postMessage('ping')
    expect(await answer).toEqual({ start, message: 'ping' })
    data.kill()
    await data.exited
  })

  it('started ahead, it is told later what to open, and only once', async () => {
    const path = join(folder, 'ahead.mjs')
    const body = `port.postMessage({ start, begun: given ? 'with it' : 'ahead' })`
    writeFileSync(
      path,
      `import { parentPort, workerData as given } from 'node:worker_threads'
       const { start, port } = given ?? await new Promise((resolve) => parentPort.once('message', resolve))\n${body}`,
    )
    startDataThreadAhead(path)
    const first = await startDataThread(path, start)
    // Listened to at once: the thread says one thing and ends, and its port with it.
    const said = next(first.port)
    const second = await startDataThread(path, start)
    expect(await Promise.all([said, next(second.port)])).toEqual([
      { start, begun: 'ahead' },
      { start, begun: 'with it' },
    ])
    await Promise.all([first.exited, second.exited])
  })

  it('one that ended before it was needed is replaced by another', async () => {
    const path = program('gone', `port.postMessage('here')`)
    const started = once(process, 'worker') as Promise<[Worker]>
    // Nobody has told it what to open, so it fails.
    startDataThreadAhead(path)
    const [gone] = await started
    await new Promise((resolve) => gone.once('exit', resolve))
    const data = await startDataThread(path, start)
    expect(await next(data.port)).toBe('here')
    await data.exited
  })

  it('is heard to its last word, however soon it ends', async () => {
    const path = program('last-words', `for (let word = 1; word <= 50; word += 1) port.postMessage(word)`)
    const data = await startDataThread(path, start)
    const heard: unknown[] = []
    data.port.onMessage((word) => heard.push(word))
    // This process is busy: what the thread says and that it ended are noticed at once.
    await new Promise((resolve) => setTimeout(resolve, 1))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
    await data.exited
    expect(heard).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  })

  it('closes its port when it ends by itself, so that nobody waits for an answer', async () => {
    const data = await startDataThread(program('end', `port.on('message', () => process.exit(3))`), start)
    const end = closed(data.port)
    data.port.postMessage('ping')
    await end
    expect(await data.exited).toBe(3)
  })

  it('reports its end when it throws, and when its file is missing', async () => {
    const thrown = await startDataThread(program('throw', `throw new Error('broken')`), start)
    const missing = await startDataThread(join(folder, 'missing.mjs'), start)
    const ends = [closed(thrown.port), closed(missing.port)]
    expect(await thrown.exited).toBe(1)
    expect(await missing.exited).toBe(1)
    await Promise.all(ends)
  })

  it('can be ended at any time', async () => {
    const data = await startDataThread(program('busy', `port.postMessage('busy'); for (;;) {}`), start)
    await next(data.port)
    const end = closed(data.port)
    data.kill()
    expect(await data.exited).toBe(1)
    await end
  })
})
