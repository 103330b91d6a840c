// Who a request is from: the claims of its token, or nobody in particular.
import { errors } from 'jose'
import type { JWTPayload } from 'jose'
import type { ApiRole } from '../as-role'
import type { Tokens } from '../tokens'
import { PostgrestError, tokenRefused } from './postgrest-error'

export interface Caller {
  role: ApiRole
  claims: JWTPayload
}

/**
 * Reads the bearer token. None at all, or the publishable key in its place (as clients without a session send it), is
 * the role `anon`. Throws 401 PGRST301 for any other token that was not signed here or has expired.
 */
export async function readCaller(request: Request, tokens: Tokens, publishableKey: string): Promise<Caller> {
  const token = /^Bearer\s+(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trim()
  if (!token || token === publishableKey) return { role: 'anon', claims: { role: 'anon' } }
  const claims = await verify(token, tokens)
  return { role: roleOf(claims), claims }
}

async function verify(token: string, tokens: Tokens): Promise<JWTPayload> {
  try {
    return await tokens.verify(token)
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw tokenRefused('JWT expired')
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') throw tokenRefused('JWTNotYetValid')
    if (error instanceof errors.JOSEError) throw tokenRefused('JWSError JWSInvalidSignature')
    throw error
  }
}

function roleOf({ role = 'anon' }: JWTPayload): ApiRole {
  if (role === 'anon' || role === 'authenticated' || role === 'service_role') return role
  const name = typeof role === 'string' ? role : JSON.stringify(role)
  throw new PostgrestError(400, { code: '22023', message: `role "${name}" does not exist` })
}
