// What is under way with signing in, as every window sees it.
import { create } from 'zustand'
import type { AccountsState } from '../../shared/contract/accounts'
import { queryClient } from '../wire/query-client'
import { queries, rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'

export const useAccounts = create<AccountsState>()(() => ({ awaited: null, failure: null, wantsNewPassword: false }))

/** Listens for as long as the page lives. */
export function followAccounts(): () => void {
  return subscribe({
    open: (signal) => rpc.accounts.watch(undefined, { signal }),
    onValue(state) {
      useAccounts.setState(state)
      void queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
    },
  })
}
