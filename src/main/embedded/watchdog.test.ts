import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FromDataProcess, Port, Work } from './protocol'
import { buildEntry } from './testing/build-entry'
import { startTestThread } from './testing/data-thread'
import { emptyDatabase } from './testing/memory-database'
import { patience, watch } from './watchdog'

describe('a data process that is silent', () => {
  let said: (message: FromDataProcess) => void = () => {}
  const pings: unknown[] = []
  const port: Port = {
    postMessage: (message) => pings.push(message),
    onMessage: (listener) => void (said = listener),
    onClose: () => {},
    close: () => {},
  }
  let waitsFor: string | null = 'ai_list_threads'
  const onStuck = vi.fn()

  beforeEach(() => {
    vi.useFakeTimers()
    waitsFor = 'ai_list_threads'
    pings.length = 0
    onStuck.mockClear()
    watch(port, () => waitsFor, onStuck)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const working = (on: Work | null) => said({ type: 'working', on })

  test('is stuck after half a minute in which somebody waited, and not before', () => {
    vi.advanceTimersByTime(30_000)
    expect(onStuck).not.toHaveBeenCalled()
    vi.advanceTimersByTime(5_000)
    expect(onStuck).toHaveBeenCalledExactlyOnceWith(30_000)
  })

  test('is not, as long as nobody waits, and is not even asked', () => {
    waitsFor = null
    vi.advanceTimersByTime(3_600_000)
    expect([onStuck.mock.calls, pings]).toEqual([[], []])
  })

  test('is not when it answers from time to time', () => {
    for (let count = 0; count < 20; count += 1) {
      vi.advanceTimersByTime(25_000)
      said({ type: 'pong' })
    }
    expect(onStuck).not.toHaveBeenCalled()
  })

  test.each(Object.entries(patience.work))('may take longer for what it has said before: %s', (work, longer) => {
    working(work as Work)
    vi.advanceTimersByTime(longer)
    expect(onStuck).not.toHaveBeenCalled()
    said({ type: 'pong' })
    working(null)
    vi.advanceTimersByTime(35_000)
    expect(onStuck).toHaveBeenCalledTimes(1)
  })

  test('may take longer for a call that goes through everything somebody has', () => {
    waitsFor = 'ai_forget'
    vi.advanceTimersByTime(14 * 60_000)
    expect(onStuck).not.toHaveBeenCalled()
    said({ type: 'pong' })
    waitsFor = 'ai_list_threads'
    vi.advanceTimersByTime(35_000)
    expect(onStuck).toHaveBeenCalledTimes(1)
  })

  test('is not when the computer slept', () => {
    vi.setSystemTime(Date.now() + 8 * 3_600_000)
    vi.advanceTimersByTime(10_000)
    expect(onStuck).not.toHaveBeenCalled()
  })
})

describe('a statement that does not end', () => {
  const migrations = [
    {
      file: '1_loop.sql',
      sql: `create function hello() returns text language sql as $$ select 'hello' $$;
        create function endless() returns void language plpgsql as $$ begin loop perform 1; end loop; end $$;`,
    },
  ]
  let entry: string
  let prepared: string
  let folder: string
  beforeAll(async () => {
    entry = await buildEntry(join(import.meta.dirname, 'testing/hold-data.ts'))
    prepared = await emptyDatabase()
    folder = mkdtempSync(join(tmpdir(), 'kith-watchdog-'))
  })
  afterAll(() => {
    rmSync(dirname(entry), { recursive: true })
    rmSync(folder, { recursive: true })
  })

  const start = () =>
    startTestThread(entry, { start: { folder, preparedDatabase: prepared }, migrations }, { patience: short })
  // Opening may take as long as this machine likes.
  const short = { ...patience, calls: 1_500 }

  test('is noticed and named; its process can be ended and the folder opened again', async () => {
    const first = start()
    const { url, publishableKey } = await first.service.ready
    const call = ({ service }: typeof first, name: string) =>
      service.fetch(`${url}/rest/v1/rpc/${name}`, {
        method: 'POST',
        headers: { apikey: publishableKey },
        body: '{}',
      })
    expect(await (await call(first, 'hello')).json()).toBe('hello')
    const [endless, behind] = [call(first, 'endless'), call(first, 'hello')]
    await expect(endless).rejects.toThrow(/^endless took longer than \d+ s/)
    await expect(behind).rejects.toThrow(/^endless took longer than \d+ s/)
    expect(await first.service.lost).toMatchObject({ code: 'DATABASE_FAILED' })
    first.kill()
    await first.exited

    const second = start()
    await second.service.ready
    expect(await (await call(second, 'hello')).json()).toBe('hello')
    await second.service.close()
  })
})
