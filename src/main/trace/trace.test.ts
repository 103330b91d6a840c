import { mkdtempSync, readFileSync, rmSync, statSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createTrace } from './create-trace'
import { openTrace } from './open-trace'

afterEach(() => {
  vi.useRealTimers()
})

function traced() {
  const tables: string[] = []
  const files: string[] = []
  const onTrouble = vi.fn()
  let time = 1_000
  const trace = createTrace({
    startedAt: 1_000,
    say: (table) => tables.push(table),
    write: (json) => files.push(json),
    onTrouble,
    now: () => time,
  })
  return { trace, tables, files, onTrouble, to: (at: number) => (time = 1_000 + at) }
}

const barsOf = (json: string) =>
  (
    JSON.parse(json) as { traceEvents: { ph: string; name: string; ts: number; dur: number; tid: number }[] }
  ).traceEvents
    .filter(({ ph }) => ph === 'X')
    .map(({ name, ts, dur, tid }) => [name, ts, dur, tid])

test('says when each phase was over, and how long it took in its own process', () => {
  const { trace, tables, to } = traced()
  to(140)
  trace.mark('modules')
  to(200)
  trace.mark('database-started')
  trace.mark('engine-open', 1_900)
  trace.mark('database-loaded', 1_260)
  trace.flush()
  const [table = ''] = tables
  const rows = table.split('\n').slice(1)
  expect(rows.map((row) => row.trim().split(/\s+/).slice(0, 3))).toEqual([
    ['140', '+140', 'main'],
    ['200', '+60', 'main'],
    ['260', '+60', 'database'],
    ['900', '+640', 'database'],
  ])
  expect(rows.at(-1)).toContain('the engine is open')
})

test('writes bars that chrome://tracing can show: a row for each process, in microseconds', () => {
  const { trace, files, to } = traced()
  to(140.5)
  trace.mark('modules')
  trace.mark('page-asked', 1_300)
  trace.mark('usable', 1_800)
  trace.flush()
  const [json = ''] = files
  expect(barsOf(json)).toEqual([
    ['modules', 0, 140_500, 1],
    ['page-asked', 300_000, 0, 3],
    ['usable', 300_000, 500_000, 3],
  ])
  expect((JSON.parse(json) as { otherData: unknown }).otherData).toEqual({ startedAt: '1970-01-01T00:00:01.000Z' })
})

test('counts a phase the first time only, and says nothing twice', () => {
  const { trace, tables, to } = traced()
  to(100)
  trace.mark('connected')
  to(90_000)
  trace.mark('connected')
  trace.flush()
  trace.flush()
  expect(tables).toHaveLength(1)
  expect(tables[0]).not.toContain('90000')
})

test('comes out by itself when nothing more happens, and again with what comes later', () => {
  vi.useFakeTimers()
  const { trace, tables, files } = traced()
  trace.mark('modules')
  vi.advanceTimersByTime(1_900)
  trace.mark('listening')
  vi.advanceTimersByTime(1_900)
  expect(tables).toHaveLength(0)
  vi.advanceTimersByTime(200)
  expect(tables).toHaveLength(1)
  trace.mark('first-word')
  vi.advanceTimersByTime(2_000)
  expect(barsOf(files.at(-1) ?? '').map(([name]) => name)).toEqual(['modules', 'listening', 'first-word'])
})

test('a trace that cannot be written ends nothing', () => {
  const { onTrouble, ...rest } = traced()
  const failing = createTrace({
    startedAt: 0,
    say: (table) => rest.tables.push(table),
    write: () => {
      throw new Error('the disk is full')
    },
    onTrouble,
  })
  failing.mark('modules')
  failing.flush()
  expect(onTrouble).toHaveBeenCalledOnce()
  expect(rest.tables).toHaveLength(1)
})

test('is there when the environment wants it, and else costs nothing', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'kith-trace-')), 'data')
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const onTrouble = vi.fn()
  try {
    const off = openTrace({ environment: {}, folder, onTrouble })
    off.mark('modules')
    off.flush()
    expect(off.isOn).toBe(false)
    expect(existsSync(folder)).toBe(false)
    const on = openTrace({ environment: { KITH_TRACE: '1' }, folder, onTrouble })
    on.mark('modules')
    on.flush()
    const path = join(folder, 'startup-trace.json')
    const [[name, from, until] = []] = barsOf(readFileSync(path, 'utf8'))
    expect([name, from]).toEqual(['modules', 0])
    expect(until).toBeGreaterThan(0)
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(said).toHaveBeenCalledOnce()
    expect(onTrouble).not.toHaveBeenCalled()
  } finally {
    said.mockRestore()
    rmSync(join(folder, '..'), { recursive: true })
  }
})
