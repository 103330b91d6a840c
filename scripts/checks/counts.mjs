// From what the runners report to the one line a run ends with.

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** `3 passed, 0 failed`, and `, 1 skipped` when there are any. */
export function summaryOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sumOf(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const kind of Object.keys(sum)) for (const counts of all) sum[kind] += counts[kind]
  return sum
}

/**
 * Counts the tests of one Vitest run.
 * @param {string | null} report What Vitest's JSON reporter wrote; null when it wrote nothing.
 * @param {number | null} exitCode Null when a signal ended it.
 * @returns {Counts}
 */
export function countTests(report, exitCode) {
  const files = readFiles(report)
  if (files === null) return { passed: 0, failed: 1, skipped: 0 }
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const file of files) {
    for (const { status } of file.assertionResults) {
      counts[status === 'passed' || status === 'failed' ? status : 'skipped'] += 1
    }
    // A file that could not be loaded, or whose hooks failed, has no failed test of its own.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) counts.failed += 1
  }
  // Errors outside any test, a test that broke the process: Vitest knows, and no test carries it.
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

/**
 * What failed, for the end of a long output: file, test, and the first line of why.
 * @param {string | null} report
 * @returns {{ file: string, test: string, why: string }[]}
 */
export function failuresOf(report) {
  return (readFiles(report) ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    // Its hooks failed, or it could not be loaded.
    if (failed.length === 0 && file.status === 'failed') return [failure(file, '', file.message)]
    return failed.map((each) => failure(file, each.fullName, each.failureMessages?.[0]))
  })
}

function failure(file, test, message) {
  return { file: file.name, test, why: (message ?? '').split('\n')[0] }
}

/**
 * The report of a run whose failed files have been run once more: their second results in place of their first.
 * @param {string} first
 * @param {string | null} second Null when the second run wrote nothing.
 * @returns {string}
 */
export function withSecondLook(first, second) {
  const again = new Map((readFiles(second) ?? []).map((file) => [file.name, file]))
  const testResults = (readFiles(first) ?? []).map((file) => again.get(file.name) ?? file)
  return JSON.stringify({ testResults })
}

function readFiles(report) {
  try {
    return JSON.parse(report ?? '').testResults ?? null
  } catch {
    // Half a report is none.
    return null
  }
}
