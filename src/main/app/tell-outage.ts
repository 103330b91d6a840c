// What a call could not do because the project cannot be reached, as a failure that says so and since when.
import type { Call } from '../database/call'
import type { Circuit } from '../profiles/circuit'
import { KithError } from '../../shared/errors'

export interface Outage {
  url: string
  circuit: Pick<Circuit, 'offline'>
}

/** The same calls, which throw DATABASE_UNREACHABLE where that is the cause. */
export function tellOutage(call: Call, outage: Outage): Call {
  return async (...request) => {
    try {
      return await call(...request)
    } catch (error) {
      throw outageOf(error, outage)
    }
  }
}

/** The error itself, where the project can be reached or it says something else. */
export function outageOf(error: unknown, { url, circuit }: Outage): unknown {
  const offline = circuit.offline()
  if (!offline || !(error instanceof KithError) || error.code !== 'DATABASE_FAILED') return error
  return new KithError(
    'DATABASE_UNREACHABLE',
    { url, reason: offline.reason, since: offline.since.toISOString() },
    { cause: error },
  )
}
