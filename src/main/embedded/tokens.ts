// Signs and verifies access tokens.
import { importJWK, jwtVerify, SignJWT } from 'jose'
import type { JSONWebKeySet, JWTPayload } from 'jose'
import type { SigningKey } from './keys'

export interface Tokens {
  /** The public half, as the client reads it to verify tokens by itself. */
  publicKeys: JSONWebKeySet
  /** @param lifetime seconds */
  sign(claims: JWTPayload, lifetime: number, now: Date): Promise<string>
  /** Throws jose's errors: JWTExpired, JWSSignatureVerificationFailed, JWSInvalid… */
  verify(token: string): Promise<JWTPayload>
}

/** Verifying costs a quarter of a millisecond, on every call; one account has one token at a time. */
const REMEMBERED = 200

/** Seconds by which clocks may differ, as PostgREST allows it. */
const SKEW = 30

export async function createTokens(key: SigningKey, issuer: string): Promise<Tokens> {
  const { d: _secret, ...publicKey } = key
  const signingKey = await importJWK(key, 'ES256')
  const verifyingKey = await importJWK(publicKey, 'ES256')
  const verified = new Map<string, JWTPayload>()

  return {
    publicKeys: { keys: [{ ...publicKey, key_ops: ['verify'] }] },
    sign(claims, lifetime, now) {
      const seconds = Math.floor(now.getTime() / 1000)
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + lifetime)
        .sign(signingKey)
    },
    async verify(token) {
      const known = verified.get(token)
      if (known && (known.exp ?? 0) > Date.now() / 1000) return known
      verified.delete(token)
      const { payload } = await jwtVerify(token, verifyingKey, { algorithms: ['ES256'], issuer, clockTolerance: SKEW })
      const [oldest] = verified.keys()
      if (verified.size >= REMEMBERED && oldest !== undefined) verified.delete(oldest)
      verified.set(token, payload)
      return payload
    },
  }
}
