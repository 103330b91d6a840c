// The accounts of this computer, for the page: made, opened, and deleted with what they own.
import type { AccountContents, LocalAccount } from '../../shared/contract/accounts'
import { KithError } from '../../shared/errors'
import { localAccountsOf } from '../database'
import type { LocalAccounts as Stored, Opening } from '../database'
import type { PresentDatabase } from './present-database'

export interface LocalAccountsOptions {
  present(): PresentDatabase
  /** Closes what is open and opens this account, now and at every start; null: whichever is left, or a new one. */
  openLocal(opening: Opening | null): Promise<void>
}

/** All of it throws NOT_IN_THIS_PROFILE where the database is not the one in this computer. */
export interface LocalAccounts {
  list(): Promise<LocalAccount[]>
  create(account: { name: string; password?: string | undefined }): Promise<void>
  /** Throws LOCAL_PASSWORD_REFUSED; what is open stays open then. */
  open(opening: Opening): Promise<void>
  removePassword(current: string): Promise<void>
  contents(opening: Opening): Promise<AccountContents>
  remove(opening: Opening): Promise<void>
}

export function createLocalAccounts({ present, openLocal }: LocalAccountsOptions): LocalAccounts {
  function here(): { stored: Stored; userId: string } {
    const { service, client, isLocal } = present()
    if (!isLocal) throw new KithError('NOT_IN_THIS_PROFILE', {})
    return { stored: localAccountsOf(service), userId: client.userId() }
  }
  return {
    async list() {
      const { stored, userId } = here()
      return (await stored.list()).map((account) => ({ ...account, isOpen: account.id === userId }))
    },
    create: async (account) => void (await here().stored.create(account)),
    async open(opening) {
      // Closing what is open for a password that is not right would be rude.
      await here().stored.check(opening)
      await openLocal(opening)
    },
    async removePassword(current) {
      const { stored, userId } = here()
      await stored.changePassword({ account: userId, password: current }, null)
    },
    contents: async (opening) => here().stored.contents(opening),
    async remove(opening) {
      const { stored, userId } = here()
      if (opening.account !== userId) return stored.remove(opening)
      await stored.check(opening)
      await stored.remove(opening)
      await openLocal(null)
    },
  }
}
