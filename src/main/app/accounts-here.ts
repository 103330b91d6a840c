// Whose account is open, and going from one to another, for the windows and for what signs in.
import type { Opening } from '../database'
import type { Profiles } from '../profiles/profiles'
import type { Settings } from '../settings'
import type { KithError } from '../../shared/errors'
import type { Lifecycle } from './lifecycle-type'
import { embedded, notOpen, present } from './not-open'
import type { SignedOut } from './open-database'
import type { Opened } from './open-present'

interface Parts {
  profiles: Pick<Profiles, 'present'>
  settings: Pick<Settings, 'rememberAccount'>
  database(): Opened | null
  /** While nobody is signed in. */
  signedOut(): SignedOut | null
  failure(): KithError | null
  endRuns(): Promise<void>
  /** Stores what is being written, as cut off; the assistant goes on. */
  interrupt(): Promise<unknown>
  /** Closes what is open and opens what is to be open now. */
  startOver(): Promise<void>
  tellAgain(): Promise<void>
  wish(fulfil: () => Promise<void>): Promise<void>
}

interface AccountsHere {
  /** The account of this computer that was asked for, as long as Kith runs: the database may have to be opened again. */
  chosen(): Opening | undefined
  calls: Pick<
    Lifecycle,
    | 'client'
    | 'presentDatabase'
    | 'accountChanged'
    | 'openLocalAccount'
    | 'signedIn'
    | 'signOut'
    | 'signIn'
    | 'reconnect'
  >
}

export function accountsHere(parts: Parts): AccountsHere {
  const { profiles, settings, database, signedOut, failure, endRuns, interrupt, startOver, tellAgain, wish } = parts
  let chosen: Opening | undefined
  const place = () => {
    const there = database() ?? signedOut()?.place
    if (!there) throw notOpen()
    return there
  }
  /** How that went is in the state. */
  const again = () => startOver().catch(() => {})

  const calls: AccountsHere['calls'] = {
    client: () => place().client,
    presentDatabase() {
      const { client, service } = place()
      const { id, kind } = profiles.present()
      return { profileId: id, client, service, isLocal: kind === 'embedded' }
    },
    async accountChanged() {
      const opened = database()
      if (!opened) return
      opened.account = (await opened.client.resume()) ?? opened.account
      await tellAgain()
    },
    openLocalAccount: (opening) =>
      wish(async () => {
        embedded(database())
        await endRuns()
        chosen = opening ?? undefined
        await again()
        if (opening && database()) await settings.rememberAccount(opening.account)
      }),
    signedIn: () => wish(again),
    signOut: (scope) =>
      wish(async () => {
        const { client } = present(database())
        // While its account may still store it. Where the server is not reached and this fails, the assistant is still needed.
        await interrupt()
        await client.signOut(scope)
        await endRuns()
        await again()
      }),
    signIn: (account, password) =>
      wish(async () => {
        if (failure()?.code !== 'ACCOUNT_UNCLEAR') return
        chosen = { account, password }
        await startOver().catch((error: unknown) => {
          chosen = undefined
          throw error
        })
        await settings.rememberAccount(account)
      }),
    async reconnect() {
      const opened = database()
      const circuit = opened?.kind === 'remote' ? opened.circuit : signedOut()?.place.circuit
      await circuit?.tryNow()
    },
  }
  return { chosen: () => chosen, calls }
}
