/**
 * A signal that aborts after so many milliseconds, with the reason `AbortSignal.timeout` has.
 *
 * That one is not used: of a signal made of it by `AbortSignal.any` another one may be made, and Node 24 then keeps the
 * first for good (`gcPersistentSignals` in its lib/internal/abort_controller.js), one with every call.
 */
export function timeLimit(milliseconds: number): AbortSignal {
  const limit = new AbortController()
  const end = () => limit.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'))
  const timer = setTimeout(end, milliseconds) as number | { unref(): unknown }
  // Waiting for it keeps no program alive.
  if (typeof timer === 'object') timer.unref()
  return limit.signal
}
