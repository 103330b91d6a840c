import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { passingFolder } from '../../../tests/support/passing-folder'
import { KithError } from '../../shared/errors'
import { log, writeLogTo } from '../diagnostics/log'
import type { DiagnosticsHere } from './diagnostics-here'
import { openDiagnostics } from './diagnostics-here'
import type { Host } from './host'
import { noteFailedRuns } from './note-failed-runs'

let opened: DiagnosticsHere | null = null
afterEach(() => opened?.close())

function openIn(dataFolder = passingFolder('diagnostics')) {
  const host = { kind: 'browser', dataFolder } as Host
  opened = openDiagnostics(host)
  const entries = () =>
    readFileSync(join(dataFolder, 'logs/kith.log'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { diagnostics: opened, dataFolder, entries, events: () => entries().map(({ event }) => event) }
}

describe('diagnostics', () => {
  it('write down that Kith starts, on what, and that it ends', () => {
    const { diagnostics, entries } = openIn()
    expect(entries()).toMatchObject([
      { level: 'info', process: 'main', event: 'start', kind: 'browser', node: process.versions.node },
    ])
    diagnostics.close()
    expect(entries().at(-1)).toMatchObject({ event: 'end' })
  })

  it('know that the system ended Kith, however little time it gave', () => {
    const { diagnostics, dataFolder, events } = openIn()
    diagnostics.begin()
    diagnostics.noteEnd()
    // As if it were killed now.
    opened = null
    writeLogTo(null)
    const { diagnostics: next } = openIn(dataFolder)
    next.begin()
    expect(next.uncleanSince()).toBeNull()
    expect(events()).not.toContain('the last run did not end in order')
  })

  it('keep what an error says to itself, and where it was', () => {
    const { entries } = openIn()
    log.error(
      'the update failed',
      new Error('a secret', { cause: new KithError('DISK_FULL', { folder: '/home/ada' }) }),
    )
    const last = entries().at(-1)
    expect(last).toMatchObject({ level: 'error', event: 'the update failed', causes: [{ code: 'DISK_FULL' }] })
    expect(JSON.stringify(last?.stack)).toContain('(src/main/app/diagnostics-here.test.ts:')
    expect(JSON.stringify(last)).not.toMatch(/secret|ada/)
  })

  it('keep what ended Kith, if something does', () => {
    const { diagnostics, entries } = openIn()
    const listeners = process.listenerCount('uncaughtExceptionMonitor')
    process.emit('uncaughtExceptionMonitor', new RangeError('a secret'))
    expect(entries().at(-1)).toMatchObject({ level: 'error', event: 'an error nobody caught', name: 'RangeError' })
    diagnostics.close()
    expect(process.listenerCount('uncaughtExceptionMonitor')).toBe(listeners - 1)
  })

  it('write down an answer that failed by the code of its failure alone', async () => {
    const { entries } = openIn()
    const failure = { code: 'PROVIDER_REFUSED', data: { provider: 'My own', status: 400, reason: 'a secret' } }
    const call = noteFailedRuns(async () => [])
    await call('ai_finish_answer', { status: 'failed', failure, content: 'a secret' } as never)
    await call('ai_finish_answer', { status: 'complete', content: 'a secret' } as never)
    expect(entries().slice(1)).toMatchObject([{ event: 'an answer failed', code: 'PROVIDER_REFUSED', status: 400 }])
    expect(JSON.stringify(entries())).not.toMatch(/secret|My own/)
  })

  it('write down what failed in a page, and of a page that goes on failing only the first', () => {
    const { diagnostics, events, entries } = openIn()
    const error = { name: 'TypeError', message: 'a secret', stack: 'at x (https://127.0.0.1:1/assets/index-a1.js:1:2)' }
    for (let time = 0; time < 1_000; time++) diagnostics.pageFailed({ where: 'conversation', error })
    expect(events().filter((event) => event === 'a page failed')).toHaveLength(20)
    expect(entries()[1]).toMatchObject({
      process: 'page',
      where: 'conversation',
      name: 'TypeError',
      stack: ['x (assets/index-a1.js:1:2)'],
    })
    expect(JSON.stringify(entries())).not.toMatch(/secret|127\.0\.0\.1/)
  })

  it('save a report, one for each minute, that says what keeps Kith from opening and what went wrong before', async () => {
    const { diagnostics, dataFolder } = openIn()
    log.error('the database is not open', new KithError('DISK_FULL', { folder: '/home/ada' }))
    diagnostics.follow({
      failure: () => new KithError('DISK_FULL', { folder: '/home/ada' }),
      call: () => null,
      profileKind: () => 'remote',
    })
    const [path, again] = await Promise.all([diagnostics.saveReport(), diagnostics.saveReport()])
    const report = readFileSync(path, 'utf8')
    expect(report).toMatch(/^time: .*\nfailure: DISK_FULL\nKith: \d/)
    expect(report).toContain('profile: remote\n')
    expect(report).toContain('[main] the database is not open (name=KithError, code=DISK_FULL)')
    expect(report).not.toContain('ada')
    const saved = readdirSync(dataFolder).filter((name) => name.startsWith('report-'))
    expect(saved.length).toBe(new Set([path, again]).size)
    const more = await Promise.allSettled(Array.from({ length: 20 }, () => diagnostics.saveReport()))
    expect(more.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
  })

  it('know of an end that was not in order at the next start, once', () => {
    const { diagnostics, dataFolder } = openIn()
    diagnostics.begin()
    expect(diagnostics.uncleanSince()).toBeNull()
    // As a power cut would: the same number of a process means that it is a new one.
    const next = openIn(dataFolder)
    next.diagnostics.begin()
    expect(next.diagnostics.uncleanSince()).toMatch(/^\d{4}-/)
    expect(next.events()).toContain('the last run did not end in order')
    next.diagnostics.close()
    const last = openIn(dataFolder)
    last.diagnostics.begin()
    expect(last.diagnostics.uncleanSince()).toBeNull()
  })

  it('know of it, too, when another program has the number of the one that ended, as soon as the database is open', () => {
    const { diagnostics, dataFolder, events } = openIn()
    // That of whoever runs these tests, which is alive.
    writeFileSync(join(dataFolder, 'logs/running.json'), JSON.stringify({ pid: process.ppid, version: '0.9.0' }))
    diagnostics.begin()
    expect(diagnostics.uncleanSince()).toBeNull()
    diagnostics.own()
    const since = diagnostics.uncleanSince()
    expect(since).toMatch(/^\d{4}-/)
    // Another database is opened.
    diagnostics.own()
    expect(diagnostics.uncleanSince()).toBe(since)
    expect(events().filter((event) => event === 'the last run did not end in order')).toHaveLength(1)
  })

  it('forget what was written down when its owner says so, and go on', () => {
    const { diagnostics, events } = openIn()
    expect(diagnostics.places().bytes).toBeGreaterThan(0)
    diagnostics.deleteLogs()
    expect(diagnostics.places()).toMatchObject({ bytes: 0, canShow: false })
    log.info('phase', { phase: 'ready' })
    expect(events()).toEqual(['phase'])
  })
})
