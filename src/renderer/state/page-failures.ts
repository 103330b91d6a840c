// What fails in this page and nobody has caught, told to main, which chooses what of it is written down.
import type { PageFailure } from '../../shared/contract/diagnostics'
import { describedLimits, describeError } from '../../shared/described-error'
import { rpc } from '../wire/rpc'
import { keepDraftsNow } from './drafts'

/** A page that fails at every drawing would tell for ever. Main has limits of its own. */
const MOST_IN_A_MINUTE = 10

const told = new WeakSet<object>()
let times: number[] = []

/** Never throws, and waits for nothing. The same error is told once. */
export function tellFailure(where: PageFailure['where'], error: unknown): void {
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return
    told.add(error)
  }
  const now = performance.now()
  times = times.filter((time) => now - time < 60_000)
  if (times.length >= MOST_IN_A_MINUTE) return
  times.push(now)
  // One cause deep is what the contract takes.
  const described = describeError(error, describedLimits.depth - 1)
  // Where main cannot be reached, there is nobody to tell.
  rpc.diagnostics.pageFailed({ where, error: described }).catch(() => {})
}

/** Listens for as long as the page lives. */
export function followFailures(): void {
  window.addEventListener('error', ({ error }: ErrorEvent) => {
    // Without one it is a notice of the browser's, about sizes that changed while they were looked at.
    if (error === null || error === undefined) return
    keepDraftsNow()
    tellFailure('window', error)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => tellFailure('promise', reason))
}
