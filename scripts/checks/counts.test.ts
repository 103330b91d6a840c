import { describe, expect, test } from 'vitest'
import { countTests, failuresOf, sumOf, summaryOf, withSecondLook } from './counts.mjs'

type Status = 'passed' | 'failed' | 'pending' | 'skipped' | 'todo'

function report(...files: { status: 'passed' | 'failed'; tests: Status[] }[]) {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  }))
  return JSON.stringify({ testResults })
}

describe('counting a test run', () => {
  test('takes every test of every file', () => {
    const text = report(
      { status: 'passed', tests: ['passed', 'passed', 'skipped', 'todo'] },
      { status: 'failed', tests: ['passed', 'failed', 'pending'] },
    )
    expect(countTests(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 3 })
  })

  test('a file that could not be loaded is a failure', () => {
    expect(countTests(report({ status: 'failed', tests: [] }), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('a file whose hooks failed is a failure beside its skipped tests', () => {
    const text = report({ status: 'failed', tests: ['skipped', 'skipped'] })
    expect(countTests(text, 1)).toEqual({ passed: 0, failed: 1, skipped: 2 })
  })

  test('an error that belongs to no test is a failure', () => {
    expect(countTests(report({ status: 'passed', tests: ['passed'] }), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  test.each([
    ['no report', null, 1],
    ['half a report', '{"testResults":[{"status":"pas', null],
    ['no report and an exit code of success', null, 0],
    ['a report without files', '{}', 0],
  ])('%s is a failure', (_, text, exitCode) => {
    expect(countTests(text, exitCode)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })
})

describe('what failed', () => {
  const one = (name: string, status: Status, why?: string) => ({
    name,
    status: status === 'failed' ? 'failed' : 'passed',
    assertionResults: [{ status, fullName: `${name} works`, failureMessages: why === undefined ? [] : [why] }],
  })
  const written = (...testResults: object[]) => JSON.stringify({ testResults })

  test('is told by file, test and the first line of why', () => {
    const text = written(one('/a.test.ts', 'passed'), one('/b.test.ts', 'failed', 'Error: three\n    at line 4'))
    expect(failuresOf(text)).toEqual([{ file: '/b.test.ts', test: '/b.test.ts works', why: 'Error: three' }])
  })

  test('is the file itself where none of its tests ran', () => {
    const text = written({ name: '/c.test.ts', status: 'failed', message: 'Cannot find it', assertionResults: [] })
    expect(failuresOf(text)).toEqual([{ file: '/c.test.ts', test: '', why: 'Cannot find it' }])
  })

  test('is nothing where there is no report', () => {
    expect(failuresOf(null)).toEqual([])
  })

  test('that passes when run again counts as passed, and nothing else changes', () => {
    const first = written(one('/a.test.ts', 'passed'), one('/b.test.ts', 'failed', 'Error'))
    const mended = withSecondLook(first, written(one('/b.test.ts', 'passed')))
    expect(countTests(mended, 0)).toEqual({ passed: 2, failed: 0, skipped: 0 })
  })

  test('stays failed when it fails again, or when the second run tells nothing', () => {
    const first = written(one('/a.test.ts', 'passed'), one('/b.test.ts', 'failed', 'Error'))
    for (const second of [written(one('/b.test.ts', 'failed', 'Error again')), null]) {
      expect(countTests(withSecondLook(first, second), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
    }
  })
})

describe('the last line', () => {
  test('is the sum of everything that ran', () => {
    const sum = sumOf([
      { passed: 5, failed: 1, skipped: 0 },
      { passed: 120, failed: 0, skipped: 0 },
    ])
    expect(summaryOf(sum)).toBe('125 passed, 1 failed')
  })

  test('names what was skipped, and nothing when nothing was', () => {
    expect(summaryOf({ passed: 2, failed: 0, skipped: 3 })).toBe('2 passed, 0 failed, 3 skipped')
    expect(summaryOf(sumOf([]))).toBe('0 passed, 0 failed')
  })
})
