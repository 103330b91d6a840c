/** Where a session is kept between two starts. Values are secrets. */
export interface SessionStorage {
  getItem(key: string): Promise<string | null>
  setItem(key: string, value: string): Promise<void>
  removeItem(key: string): Promise<void>
}

/** What the client calls its session in the storage, whatever server it is for. */
export const SESSION_KEY = 'kith-auth-token'

/** Of an account that is signed in anew with every start. */
export function sessionInMemory(): SessionStorage {
  const items = new Map<string, string>()
  return {
    getItem: async (key) => items.get(key) ?? null,
    setItem: async (key, value) => void items.set(key, value),
    removeItem: async (key) => void items.delete(key),
  }
}

/** Reads each key once. The client asks for the session at every call, and a keychain is slow. */
export function readOnce(storage: SessionStorage): SessionStorage {
  const known = new Map<string, string | null>()
  return {
    async getItem(key) {
      const value = known.get(key)
      if (value !== undefined) return value
      const stored = await storage.getItem(key)
      // What was set or removed while this was read is newer.
      if (!known.has(key)) known.set(key, stored)
      return known.get(key) ?? null
    },
    setItem(key, value) {
      known.set(key, value)
      return storage.setItem(key, value)
    },
    removeItem(key) {
      known.set(key, null)
      return storage.removeItem(key)
    },
  }
}
