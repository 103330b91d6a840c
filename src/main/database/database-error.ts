// What the database answers, as failures a person can act on.
import { errorData, KithError } from '../../shared/errors'

export interface FailedAnswer {
  /** HTTP status; 0 when there was no answer at all. */
  status: number
  error: { code: string; message: string; details: string | null; hint: string | null }
}

/** Our own code for a call that would have run as nobody; see `refuseAnonymous`. */
export const ANONYMOUS = 'KITH_ANONYMOUS'

export function databaseError({ status, error }: FailedAnswer): KithError {
  const { code, message, details, hint } = error
  const options = { cause: error }
  const failed = () => new KithError('DATABASE_FAILED', { reason: inWords(message, code) }, options)

  if (code === ANONYMOUS || code === 'PT401' || isTokenRefused(code) || (code === '42501' && status === 401)) {
    return new KithError('NOT_SIGNED_IN', {}, options)
  }
  if (code === 'PT403' || code === '42501') return new KithError('NOT_ALLOWED', { reason: message }, options)
  if (code === '25006') return new KithError('NOT_ALLOWED', { reason: 'Here Kith may only read.' }, options)
  if (code === 'PT404' || code === 'P0002') {
    const missing = errorData.NOT_FOUND.safeParse({ kind: hint })
    return missing.success ? new KithError('NOT_FOUND', missing.data, options) : failed()
  }
  if (code === 'PT409') {
    return hint === 'run' && details
      ? new KithError('RUN_IN_PROGRESS', { runId: details }, options)
      : new KithError('CONFLICT', { reason: message }, options)
  }
  if (invalidStates.has(code)) return new KithError('INVALID', { reason: reasonOf(message) }, options)
  return failed()
}

/** The access token has expired or was signed with another key; a new one may help. */
export function isTokenRefused(code: string): boolean {
  return code === 'PGRST301' || code === 'PGRST303'
}

const invalidStates = new Set([
  // An unknown narrowing header, a bad parameter, no value where one is needed, a check constraint.
  'PT400',
  '22023',
  '23502',
  '23514',
  // Not a uuid (or another type), not a date, a date or number out of range.
  '22P02',
  '22007',
  '22008',
  '22003',
  // Too long, characters no text can hold, too complex.
  '22000',
  '22001',
  '22021',
  '22P05',
  '54000',
])

/** What the functions raise is written for people; what PostgreSQL says by itself about its tables is not. */
function reasonOf(message: string): string {
  return /violates check constraint/.test(message) ? 'A value is longer or larger than what can be kept.' : message
}

function inWords(message: string, code: string): string {
  // Without an answer, postgrest-js writes the name of the error in front of what it says.
  const said = message.replace(/^\w*Error: /, '')
  return code === '' ? said : `${said} (${code})`
}
