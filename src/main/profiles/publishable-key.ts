// Which keys of a project Kith takes: only the one that can do nothing without an account.
import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { KithError } from '../../shared/errors'

/**
 * Throws KEY_REFUSED for a key that opens everything (`sb_secret_…`, or the JWT of the role `service_role`), for an access token of
 * the command line, and for any other token that is not the one of `anon`.
 */
export function refuseSecretKey(key: string): void {
  const role = roleOf(key)
  const isSecret = /^sb_secret_|^sbp_/u.test(key) || (role !== null && role !== 'anon')
  if (isSecret) throw new KithError('KEY_REFUSED', { why: 'secret' })
}

const claims = z.object({ role: z.string() })

/** Of a JWT; null when it is none. Nothing is verified: who lies about the role of a key gains nothing by it. */
function roleOf(key: string): string | null {
  const [, payload, signature] = key.split('.')
  if (!payload || signature === undefined) return null
  try {
    return claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data?.role ?? ''
  } catch {
    return null
  }
}
