import { describe, expect, it } from 'vitest'
import { describeError } from '../../shared/described-error'
import { KithError } from '../../shared/errors'
import { lineOf } from './entry'
import { magnitudeOf, reportOf } from './report'

const now = new Date('2026-11-28T00:00:00Z')
const versions = [['Kith', '1.0.0']] as const
const errorLine = (event: string) =>
  lineOf({ level: 'error', process: 'main', event, error: describeError(new TypeError('fetch failed')) }, now)

describe('a report', () => {
  it('says what failed, on what, how much there is in orders of magnitude, and the last errors', () => {
    const failure = describeError(
      new KithError('MIGRATION_FAILED', {
        file: '20260101000000_first.sql',
        statement: 3,
        reason: 'Key (title)=(My diary) exists',
        sqlState: '23505',
      }),
    )
    const info = lineOf({ level: 'info', process: 'main', event: 'start' }, now)
    const report = reportOf({ failure, versions, counts: { threads: 4_321 } }, [info, errorLine('it broke')], now)
    expect(report.split('\n').slice(0, 7)).toEqual([
      'time: 2026-11-28T00:00:00.000Z',
      'failure: MIGRATION_FAILED',
      'file: 20260101000000_first.sql',
      'statement: 3',
      'SQLSTATE: 23505',
      'Kith: 1.0.0',
      'threads: 1,000 to 10,000',
    ])
    expect(report).toMatch(
      /last errors \(1\):\n2026-11-28T00:00:00.000Z \[main\] it broke \(name=TypeError, message=fetch failed\)\n {4}at /,
    )
    expect(report).not.toMatch(/diary|4321|4,321/)
  })

  it('has the last fifty errors, and leaves torn lines out', () => {
    const lines = ['{"torn', ...Array.from({ length: 60 }, (_, index) => errorLine(`event ${index}`))]
    const report = reportOf({ failure: null, versions, counts: null }, lines, now)
    expect(report).toContain('last errors (50)')
    expect(report).not.toContain('event 9 ')
    expect(report).toContain('event 10 ')
    expect(report).toContain('event 59 ')
    expect(report).not.toContain('torn')
  })

  it.each([
    [0, 'none'],
    [9, 'fewer than 10'],
    [10, '10 to 100'],
    [99_999, '10,000 to 100,000'],
  ])('calls %s %s', (count, words) => {
    expect(magnitudeOf(count)).toBe(words)
  })
})
