import { SESSION_KEY } from './session-storage'
import type { SessionStorage } from './session-storage'

/**
 * Proves that whoever brings a code back is the one who began (PKCE). It is kept with what was begun, in memory, so that
 * nothing begun before this start of Kith can come back.
 */
export type Verifier = string

export interface VerifierStorage extends SessionStorage {
  /** The one the client has just made; afterwards it has none. Null: it made none. */
  take(): Verifier | null
  /** Lets the client use this one next. */
  give(verifier: Verifier): void
}

/** Only the session itself goes into `storage`; what the client remembers of ways in that it has begun does not. */
export function keepVerifiersApart(storage: SessionStorage): VerifierStorage {
  const apart = new Map<string, string>()
  const newest = `${SESSION_KEY}-code-verifier`
  return {
    getItem: async (key) => (key === SESSION_KEY ? storage.getItem(key) : (apart.get(key) ?? null)),
    async setItem(key, value) {
      if (key === SESSION_KEY) await storage.setItem(key, value)
      else apart.set(key, value)
    },
    async removeItem(key) {
      if (key === SESSION_KEY) await storage.removeItem(key)
      else apart.delete(key)
    },
    take() {
      const verifier = apart.get(newest) ?? null
      // The client's own list of them, too: it would give an old one to a new code.
      apart.clear()
      return verifier
    },
    give(verifier) {
      apart.clear()
      apart.set(newest, verifier)
    },
  }
}
