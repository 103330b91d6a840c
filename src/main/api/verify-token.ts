// Whether an access token is good. Its signature is checked here against the keys the project publishes, and the project
// itself is asked whether account and session are still there: a token outlives both. A project with one secret for all
// (HS256) publishes no keys; there only it can say.
import { createHash } from 'node:crypto'
import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import type { Service } from './kith'
import { ApiProblem } from './problem'
import { timeLimit } from '../../shared/time-limit'

export interface VerifiedToken {
  userId: string
  token: string
  /** Seconds since 1970. */
  expiresAt: number
}

export interface TokenVerifier {
  /** Throws TOKEN_REFUSED, TOKEN_EXPIRED, NOT_REACHABLE. */
  verify(token: string, service: Service): Promise<VerifiedToken>
  /** Whether it was found good before, has been refused by nobody since, and has not expired. */
  knows(token: string): boolean
  /** Another project, or another account, is open now. */
  forget(): void
}

/** Keys that are published. `none` is nothing, and with a secret everybody would have to know it. */
const ALGORITHMS = ['ES256', 'RS256', 'EdDSA']
/** How long nobody asks again whether account and session are still there. */
const CONFIRMED_FOR_MS = 30_000
const REMEMBERED = 500
/** Seconds by which clocks may differ. */
const SKEW = 30

const claims = z.object({
  sub: z.uuid(),
  exp: z.number(),
  role: z.literal('authenticated'),
  aud: z.union([z.literal('authenticated'), z.array(z.string()).refine((all) => all.includes('authenticated'))]),
})

export function createTokenVerifier(now: () => number = Date.now): TokenVerifier {
  /** Least recently used first. */
  const known = new Map<string, { verified: VerifiedToken; confirmedAt: number }>()
  const asked = new Map<string, Promise<VerifiedToken>>()
  let keys: { service: Service; find: ReturnType<typeof createRemoteJWKSet> } | null = null

  function keysOf(service: Service) {
    if (keys?.service !== service) {
      const url = new URL(`${service.url}/auth/v1/.well-known/jwks.json`)
      keys = { service, find: createRemoteJWKSet(url, { [customFetch]: service.fetch, timeoutDuration: 5_000 }) }
    }
    return keys.find
  }

  function keep(print: string, verified: VerifiedToken, confirmedAt: number): void {
    known.delete(print)
    const [oldest] = known.keys()
    if (known.size >= REMEMBERED && oldest !== undefined) known.delete(oldest)
    known.set(print, { verified, confirmedAt })
  }

  async function check(token: string, service: Service): Promise<VerifiedToken> {
    const said = await claimsOf(token, keysOf(service), now)
    if (said.exp + SKEW < now() / 1_000) throw new ApiProblem('TOKEN_EXPIRED')
    await confirm(token, said.sub, service)
    return { userId: said.sub, token, expiresAt: said.exp }
  }

  /** One question at a time about one token. */
  function ask(print: string, token: string, service: Service): Promise<VerifiedToken> {
    const present = asked.get(print)
    if (present) return present
    const asking = check(token, service)
      .then((verified) => {
        if (asked.get(print) === asking) keep(print, verified, now())
        return verified
      })
      .catch((error: unknown) => {
        // Where nobody could be asked it is as good as it was.
        if (error instanceof ApiProblem && error.code === 'TOKEN_REFUSED') known.delete(print)
        throw error
      })
      .finally(() => {
        if (asked.get(print) === asking) asked.delete(print)
      })
    asked.set(print, asking)
    return asking
  }

  const isOver = ({ expiresAt }: VerifiedToken) => expiresAt + SKEW < now() / 1_000

  return {
    async verify(token, service) {
      const print = fingerprint(token)
      const entry = known.get(print)
      if (entry && entry.confirmedAt > now() - CONFIRMED_FOR_MS) {
        keep(print, entry.verified, entry.confirmedAt)
        if (isOver(entry.verified)) throw new ApiProblem('TOKEN_EXPIRED')
        return entry.verified
      }
      return ask(print, token, service)
    },
    knows(token) {
      const entry = known.get(fingerprint(token))
      return entry !== undefined && !isOver(entry.verified)
    },
    forget() {
      known.clear()
      asked.clear()
      keys = null
    },
  }
}

async function claimsOf(token: string, keys: ReturnType<typeof createRemoteJWKSet>, now: () => number) {
  const payload = await signedPayload(token, keys, now)
  const read = claims.safeParse(payload)
  if (!read.success) throw new ApiProblem('TOKEN_REFUSED')
  return read.data
}

async function signedPayload(
  token: string,
  keys: ReturnType<typeof createRemoteJWKSet>,
  now: () => number,
): Promise<JWTPayload> {
  try {
    // What it says counts only when the project has said that the token is its own, which is asked next.
    if (decodeProtectedHeader(token).alg === 'HS256') return await decodeJwt(token)
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      audience: 'authenticated',
      clockTolerance: SKEW,
      currentDate: new Date(now()),
    })
    return payload
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new ApiProblem('TOKEN_EXPIRED', {}, {}, { cause })
    if (cause instanceof errors.JWKSTimeout || !isAboutTheToken(cause)) {
      throw new ApiProblem('NOT_REACHABLE', {}, {}, { cause })
    }
    throw new ApiProblem('TOKEN_REFUSED', {}, {}, { cause })
  }
}

/** Else the keys could not be fetched: jose says of an answer that is none only that it is not what it expected. */
function isAboutTheToken(error: unknown): boolean {
  const isPlain = error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC'
  return (
    (error instanceof errors.JOSEError && !isPlain) ||
    (error instanceof TypeError && error.message.startsWith('Invalid'))
  )
}

async function confirm(token: string, userId: string, { url, publishableKey, fetch }: Service): Promise<void> {
  let answer: Response
  try {
    answer = await fetch(`${url}/auth/v1/user`, {
      headers: { apikey: publishableKey, authorization: `Bearer ${token}` },
      signal: timeLimit(5_000),
    })
  } catch (cause) {
    throw new ApiProblem('NOT_REACHABLE', {}, {}, { cause })
  }
  if (answer.status >= 500 || answer.status === 429) throw new ApiProblem('NOT_REACHABLE')
  const user = z.object({ id: z.string() }).safeParse(await answer.json().catch(() => null))
  if (!answer.ok || user.data?.id !== userId) throw new ApiProblem('TOKEN_REFUSED')
}

function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
