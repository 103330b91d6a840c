// An answer that failed is written down with the code of its failure, and with nothing of what was asked or said.
import { parseFailure } from '../../shared/errors'
import type { Call } from '../database/call'
import { log } from '../diagnostics/log'

/** The same calls. */
export function noteFailedRuns(call: Call): Call {
  return (name, args, options) => {
    if (name === 'ai_finish_answer') note(args as { status?: string; failure?: unknown })
    return call(name, args, options)
  }
}

function note({ status, failure }: { status?: string; failure?: unknown }): void {
  if (status !== 'failed') return
  const { code = 'unknown', data } = parseFailure(failure) ?? {}
  const httpStatus = data && 'status' in data && typeof data.status === 'number' ? { status: data.status } : undefined
  log.error('an answer failed', code, httpStatus)
}
