// For tests: a call that is written down, and that can be made to fail.
import type { Call, FunctionName } from '../../database/call'

export interface Recorded {
  call: Call
  /** Every call that was made, in order. */
  names: FunctionName[]
  /** Makes every call fail, or those of one function, until the returned function is called. */
  fail(error: unknown, name?: FunctionName): () => void
}

export function recorded(call: Call): Recorded {
  const names: FunctionName[] = []
  const failing = new Map<FunctionName | undefined, unknown>()
  return {
    names,
    call: async (name, args, options) => {
      names.push(name)
      for (const which of [name, undefined]) if (failing.has(which)) throw failing.get(which)
      return call(name, args, options)
    },
    fail(error, name) {
      failing.set(name, error)
      return () => void failing.delete(name)
    },
  }
}
