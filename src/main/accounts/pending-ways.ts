// Ways in that have been begun and go on elsewhere: in a browser or a mailbox. Each is known by a secret that comes back
// with it (OAuth's `state`), once, in time, and to the profile it was begun in. They are kept in memory alone.
import { createHash, randomBytes } from 'node:crypto'
import type { Awaited } from '../../shared/contract/accounts'
import type { Verifier } from '../database'

export interface PendingWay {
  kind: Awaited['kind']
  profileId: string
  email: string | null
  provider: string | null
  verifier: Verifier
  /** Milliseconds since 1970. */
  beganAt: number
}

export type Taken = { way: PendingWay } | { refused: 'unknown' | 'other-profile' | 'expired' }

export interface PendingWays {
  /** A secret to send along, before it is known whether the server begins anything. */
  newState(): string
  add(state: string, way: PendingWay): void
  /** The way that began with it, which is of no more use afterwards; whatever the answer, it can be asked once. */
  take(state: string, profileId: string): Taken
  /** The same without using it up. */
  look(state: string, profileId: string): Taken
  /** The newest of a profile that can still come back. */
  newest(profileId: string): PendingWay | null
  forget(profileId: string): void
}

const MINUTE = 60_000

/** In the browser one is at it; mail may be slow. A server's own links are good for an hour. */
const goodFor: Record<PendingWay['kind'], number> = {
  oauth: 10 * MINUTE,
  'sign-up': 60 * MINUTE,
  link: 60 * MINUTE,
  recovery: 60 * MINUTE,
  'email-change': 60 * MINUTE,
}
/** After these the oldest goes. Each comes from something a person did. */
const MOST = 20

export function endOfWay({ kind, beganAt }: PendingWay): number {
  return beganAt + goodFor[kind]
}

export function createPendingWays(now: () => number = Date.now): PendingWays {
  // Only fingerprints are kept and looked for: how long that takes then says nothing about the secret.
  const ways = new Map<string, PendingWay>()

  function look(state: string, profileId: string): Taken {
    const way = ways.get(fingerprint(state))
    if (!way) return { refused: 'unknown' }
    if (way.profileId !== profileId) return { refused: 'other-profile' }
    return now() < endOfWay(way) ? { way } : { refused: 'expired' }
  }

  return {
    look,
    newState: () => randomBytes(32).toString('base64url'),
    add(state, way) {
      ways.set(fingerprint(state), way)
      const [oldest] = ways.keys()
      if (ways.size > MOST && oldest !== undefined) ways.delete(oldest)
    },
    take(state, profileId) {
      const taken = look(state, profileId)
      ways.delete(fingerprint(state))
      return taken
    },
    newest(profileId) {
      const good = [...ways.values()].filter((way) => way.profileId === profileId && now() < endOfWay(way))
      return good.at(-1) ?? null
    },
    forget(profileId) {
      for (const [key, way] of ways) if (way.profileId === profileId) ways.delete(key)
    },
  }
}

function fingerprint(state: string): string {
  return createHash('sha256').update(state).digest('base64')
}
