// What an auth service answers, as failures a person can act on.
import { isAuthRetryableFetchError, isAuthWeakPasswordError } from '@supabase/supabase-js'
import type { AuthError } from '@supabase/supabase-js'
import { KithError } from '../../shared/errors'
import type { ErrorDataOf } from '../../shared/errors'

/** What was asked, for the words. */
export interface Asked {
  url: string
  email?: string | undefined
  provider?: string | undefined
}

/** @returns the failure; what nobody knows is SIGN_IN_REFUSED with the server's own words */
export function authFailure(error: AuthError, { url, email = '', provider }: Asked): KithError {
  const options = { cause: error }
  if (isAuthRetryableFetchError(error)) return unreachable(url, error.message, error)
  if (isAuthWeakPasswordError(error)) return weak(error, error.reasons)
  const { message } = error
  // The server may know more of them than the client.
  const code: string = error.code ?? ''
  const isOff = (way: ErrorDataOf<'SIGN_IN_WAY_OFF'>['way']) =>
    new KithError('SIGN_IN_WAY_OFF', { way, provider: provider ?? null }, options)

  if (error.status === 429 || code.endsWith('_rate_limit')) {
    return new KithError('TOO_MANY_ATTEMPTS', { seconds: secondsIn(message) }, options)
  }
  if (sessionsThatAreOver.has(code) || error.name === 'AuthSessionMissingError') {
    return new KithError('NOT_SIGNED_IN', {}, options)
  }
  if (brokenLinks.has(code)) return new KithError('SIGN_IN_LINK_INVALID', { why: 'expired' }, options)
  switch (code) {
    case 'invalid_credentials':
      return new KithError('CREDENTIALS_REFUSED', {}, options)
    case 'email_not_confirmed':
    case 'provider_email_needs_verification':
      return new KithError('ADDRESS_NOT_CONFIRMED', { email }, options)
    case 'user_already_exists':
    case 'email_exists':
      return new KithError('ADDRESS_TAKEN', { email }, options)
    case 'email_address_invalid':
    case 'email_address_not_authorized':
      return new KithError('ADDRESS_REFUSED', { email }, options)
    case 'weak_password':
      return weak(error, [])
    case 'same_password':
      return new KithError('WEAK_PASSWORD', { reasons: ['same'], shortest: null }, options)
    case 'signup_disabled':
    case 'otp_disabled':
      return isOff('sign-up')
    case 'email_provider_disabled':
      return isOff('password')
    case 'anonymous_provider_disabled':
      return isOff('anonymous')
    case 'provider_disabled':
    case 'oauth_provider_not_supported':
      return isOff('oauth')
    case 'reauthentication_needed':
    case 'reauth_nonce_missing':
      return new KithError('REAUTHENTICATION_NEEDED', { isRefused: false }, options)
    case 'reauthentication_not_valid':
      return new KithError('REAUTHENTICATION_NEEDED', { isRefused: true }, options)
    case 'user_banned':
      return new KithError('ACCOUNT_BLOCKED', {}, options)
  }
  // It has no code of its own for this.
  if (/longer than 72/.test(message)) {
    return new KithError('WEAK_PASSWORD', { reasons: ['too-long'], shortest: null }, options)
  }
  return new KithError('SIGN_IN_REFUSED', { reason: message }, options)
}

/** The server was not reached, or has no time for anybody. */
export function unreachable(url: string, reason: string, cause?: unknown): KithError {
  return new KithError('DATABASE_UNREACHABLE', { url, reason, since: null }, { cause })
}

const sessionsThatAreOver = new Set([
  'session_not_found',
  'session_expired',
  'refresh_token_not_found',
  'refresh_token_already_used',
  'no_authorization',
  'bad_jwt',
  'user_not_found',
])

const brokenLinks = new Set([
  'flow_state_not_found',
  'flow_state_expired',
  'bad_code_verifier',
  'bad_oauth_state',
  'otp_expired',
  'pkce_code_verifier_not_found',
])

type Reason = ErrorDataOf<'WEAK_PASSWORD'>['reasons'][number]

const knownReasons: Record<string, Reason> = { length: 'length', characters: 'characters', pwned: 'leaked' }

function weak(error: AuthError, reasons: readonly string[]): KithError {
  const known = reasons.map((reason) => knownReasons[reason]).filter((reason) => reason !== undefined)
  const shortest = /at least (\d+) char/.exec(error.message)?.[1]
  return new KithError(
    'WEAK_PASSWORD',
    { reasons: known, shortest: shortest === undefined ? null : Number(shortest) },
    { cause: error },
  )
}

/** "For security purposes, you can only request this after 47 seconds." */
function secondsIn(message: string): number | null {
  const found = /after (\d+) second/.exec(message)?.[1]
  return found === undefined ? null : Number(found)
}
