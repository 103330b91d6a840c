// PKCE as GoTrue does it: a way begins with a challenge, comes back with a code, and the code is good once, for a while, to
// whoever knows what the challenge was made of.
import { createHash, randomUUID } from 'node:crypto'

interface Flow {
  challenge: string
  userId: string
  issuedAt: number
}

/** Milliseconds. */
const GOOD_FOR = 5 * 60_000

export interface Flows {
  issue(userId: string, challenge: string): string
  /** The user's id, or the code of the error. */
  exchange(code: unknown, verifier: unknown): { userId: string } | { error: string; message: string }
}

export function createFlows(now: () => number): Flows {
  const flows = new Map<string, Flow>()
  return {
    issue(userId, challenge) {
      const code = randomUUID()
      flows.set(code, { challenge, userId, issuedAt: now() })
      return code
    },
    exchange(code, verifier) {
      const flow = flows.get(String(code))
      if (!flow) return { error: 'flow_state_not_found', message: 'invalid flow state, no valid flow state found' }
      if (now() - flow.issuedAt > GOOD_FOR)
        return { error: 'flow_state_expired', message: 'invalid flow state, flow state has expired' }
      const made = createHash('sha256').update(String(verifier)).digest('base64url')
      if (made !== flow.challenge)
        return { error: 'bad_code_verifier', message: 'code challenge does not match previously saved code verifier' }
      flows.delete(String(code))
      return { userId: flow.userId }
    },
  }
}

/** Only where the server's owner allows it: the app's own scheme, and this computer. */
export function isAllowed(redirectTo: string): boolean {
  if (!URL.canParse(redirectTo)) return false
  const { protocol, hostname } = new URL(redirectTo)
  return protocol === 'kith:' || hostname === '127.0.0.1'
}

export function withQuery(address: string, added: Record<string, string>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value)
  return url.href
}
