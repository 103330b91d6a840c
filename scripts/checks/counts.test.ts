import { describe, expect, test } from 'vitest'
import { countTests, sumOf, summaryOf } from './counts.mjs'

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
