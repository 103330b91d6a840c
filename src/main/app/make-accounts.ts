// Accounts, wired to what is open: they sign in and out, and the lifecycle goes on from there.
import { EventEmitter } from 'node:events'
import { createAccounts } from '../accounts'
import type { RouterContext } from '../router/context'
import type { AccountsState } from '../../shared/contract/accounts'
import { events } from './changes'
import type { Host } from './host'
import type { Lifecycle } from './lifecycle'
import { log } from '../diagnostics/log'

export function makeAccounts(host: Host, lifecycle: Lifecycle): RouterContext['accounts'] {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  const accounts = createAccounts({
    present: lifecycle.presentDatabase,
    onSignedIn: lifecycle.signedIn,
    onAccountChanged: lifecycle.accountChanged,
    signOut: lifecycle.signOut,
    openLocal: lifecycle.openLocalAccount,
    callbackAddress: host.callbackAddress,
    // Neither the address nor what stood in it belongs into a log.
    onTrouble: (error) => log.error('signing in failed', error),
  })
  accounts.onChange((state) => emitter.emit('state', state))
  return {
    ...accounts,
    watch(signal) {
      const next = events<AccountsState>(emitter, 'state', signal)
      return (async function* () {
        yield accounts.state()
        yield* next
      })()
    },
  }
}
