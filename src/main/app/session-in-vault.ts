// The session of a project's account, in the vault of this installation. Only main ever sees it.
import { z } from 'zod'
import { SESSION_KEY } from '../database'
import type { Account, SessionStorage } from '../database'
import { sessionName } from '../profiles/vault-of'
import type { Vault } from './host'

export interface SessionInVault extends SessionStorage {
  /** Whose session is stored, by its own word; null when none is. Asks nobody. */
  account(): Promise<Account | null>
}

export function sessionInVault(vault: Vault, profileId: string): SessionInVault {
  const name = sessionName(profileId)
  // What the client keeps besides, such as the secret half of a sign-in that is under way, lies beside it.
  const nameOf = (key: string) => (key === SESSION_KEY ? name : `${name}:${key}`)
  return {
    getItem: (key) => vault.get(nameOf(key)),
    setItem: (key, value) => vault.set(nameOf(key), value),
    removeItem: (key) => vault.delete(nameOf(key)),
    async account() {
      const stored = await vault.get(name)
      return stored === null ? null : (accountIn(stored) ?? null)
    },
  }
}

const session = z.object({
  refresh_token: z.string(),
  user: z.object({
    id: z.uuid(),
    email: z.string().nullish(),
    is_anonymous: z.boolean().nullish(),
    user_metadata: z.object({ name: z.string().nullish() }).nullish(),
  }),
})

function accountIn(stored: string): Account | undefined {
  const { data } = session.safeParse(parse(stored))
  if (!data) return undefined
  const { id, email, is_anonymous: isAnonymous, user_metadata: more } = data.user
  return { id, name: more?.name || (email ?? ''), email: email || null, isAnonymous: isAnonymous === true }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
