import type { Vault } from '../../app/host'

export interface MemoryVault extends Vault {
  secrets: Map<string, string>
  failWith: ((value: string) => Error) | null
}

/** A vault that forgets with the process. */
export function memoryVault(): MemoryVault {
  const secrets = new Map<string, string>()
  return {
    kind: 'file',
    location: '/vault',
    secrets,
    failWith: null,
    get: (name) => Promise.resolve(secrets.get(name) ?? null),
    set(name, value) {
      if (this.failWith) return Promise.reject(this.failWith(value))
      secrets.set(name, value)
      return Promise.resolve()
    },
    delete(name) {
      secrets.delete(name)
      return Promise.resolve()
    },
  }
}
