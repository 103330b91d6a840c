// Signing in to a server and what comes back of it later. What is under way, and what became of it, is one state that every
// window watches; who is signed in is the session's, and main/app goes on from there.
import type { AccountDetails, AccountsState, Awaited, OpenSession } from '../../shared/contract/accounts'
import { KithError } from '../../shared/errors'
import type { DatabaseAuth, Verifier } from '../database'
import { createLocalAccounts } from './local-accounts'
import type { LocalAccounts, LocalAccountsOptions } from './local-accounts'
import { changeOwnPassword, readDetails, readSessions } from './own-account'
import { createPendingWays, endOfWay } from './pending-ways'
import type { PendingWay } from './pending-ways'
import type { AuthCallback } from './read-callback'

export interface AccountsOptions extends LocalAccountsOptions {
  /** Somebody has signed in: resolves when Kith is ready with their account, or rejects with why it is not. */
  onSignedIn(): Promise<void>
  /** Ends the session here, or all of them, and goes on without one. */
  signOut(scope: 'local' | 'global'): Promise<void>
  /** Something about the account that is open has changed. */
  onAccountChanged(): Promise<void>
  /** Where a browser comes back to, without a query. */
  callbackAddress(): string
  /** Told of what failed behind an address that came back. */
  onTrouble(error: unknown): void
  now?: () => number
}

/** What became of an address that came back, for the page that says so. */
export type CallbackOutcome = 'done' | 'half' | 'refused'

type Credentials = Parameters<DatabaseAuth['signIn']>[0]
type Outcome = 'opened' | 'confirm'

export interface Accounts {
  state(): AccountsState
  onChange(listener: (state: AccountsState) => void): () => void
  signIn(credentials: Credentials): Promise<void>
  signUp(credentials: Credentials & { name?: string | undefined }): Promise<Outcome>
  signInAnonymously(): Promise<void>
  sendLink(email: string): Promise<void>
  resetPassword(email: string): Promise<void>
  beginOAuth(provider: string): Promise<string>
  /**
   * What is awaited, once more; with an address, the link that confirms it. Throws INVALID when nothing is awaited,
   * TOO_MANY_ATTEMPTS before its time.
   */
  resend(email?: string): Promise<void>
  cancel(): void
  details(): Promise<AccountDetails>
  /** Null: this server keeps no list of them. */
  sessions(): Promise<OpenSession[] | null>
  rename(name: string): Promise<void>
  changePassword(change: Parameters<DatabaseAuth['changePassword']>[0]): Promise<void>
  sendCode(): Promise<void>
  changeEmail(email: string): Promise<Outcome>
  keep(credentials: Credentials): Promise<Outcome>
  signOut(where: 'here' | 'everywhere' | 'elsewhere'): Promise<void>
  local: LocalAccounts
  /** An address came back. Never rejects: why it did not sign in is in the state, unless nobody here has asked for it. */
  receive(callback: AuthCallback | null): Promise<CallbackOutcome>
}

/** A server sends to one address once a minute. */
const RESEND_AFTER_MS = 60_000

export function createAccounts(options: AccountsOptions): Accounts {
  const now = options.now ?? Date.now
  const pending = createPendingWays(now)
  const listeners = new Set<(state: AccountsState) => void>()
  let trouble: { profileId: string; failure: AccountsState['failure'] } | null = null
  let newPasswordFor: string | null = null

  const auth = () => options.present().client.auth
  /** A profile whose address was changed is another one: what was begun with one project does not go on at another. */
  function profileId(): string {
    const { profileId: id, service } = options.present()
    return `${id} ${service.url}`
  }
  /** Null: nothing is open. */
  function presentProfile(): string | null {
    try {
      return profileId()
    } catch {
      return null
    }
  }

  function state(): AccountsState {
    const present = presentProfile()
    if (present === null) return { awaited: null, failure: null, wantsNewPassword: false }
    return {
      awaited: awaitedOf(pending.newest(present)),
      failure: trouble?.profileId === present ? trouble.failure : null,
      wantsNewPassword: newPasswordFor === present,
    }
  }
  function tell(): void {
    for (const listener of listeners) listener(state())
  }

  /** Begins a way in that goes on elsewhere, with an address of its own to come back to. */
  async function begin<T extends { verifier: Verifier | null }>(
    way: Pick<PendingWay, 'kind'> & Partial<Pick<PendingWay, 'email' | 'provider'>>,
    ask: (redirectTo: string) => Promise<T>,
  ): Promise<T> {
    const profile = profileId()
    const secret = pending.newState()
    trouble = null
    const begun = await ask(`${options.callbackAddress()}?state=${secret}`)
    const { verifier } = begun
    if (verifier !== null) {
      const { kind, email = null, provider = null } = way
      pending.add(secret, { kind, email, provider, profileId: profile, verifier, beganAt: now() })
    }
    tell()
    return begun
  }

  /** Whatever else was begun is of no use any more. */
  async function settled(): Promise<void> {
    pending.forget(profileId())
    trouble = null
    tell()
    await options.onSignedIn()
  }

  /** A change of the account that is done, or waits for a link. */
  async function change(
    email: string,
    work: (redirectTo: string) => ReturnType<DatabaseAuth['changeEmail']>,
  ): Promise<Outcome> {
    const { verifier } = await begin({ kind: 'email-change', email }, async (redirectTo) => {
      const outcome = await work(redirectTo)
      return { verifier: 'confirm' in outcome ? outcome.confirm : null }
    })
    await options.onAccountChanged()
    return verifier === null ? 'opened' : 'confirm'
  }

  async function send(kind: PendingWay['kind'], email: string): Promise<void> {
    await begin({ kind, email }, async (redirectTo) => ({ verifier: await sendAgain(kind, email, redirectTo) }))
  }
  function sendAgain(kind: PendingWay['kind'], email: string, redirectTo: string): Promise<Verifier> {
    if (kind === 'link') return auth().sendLink(email, redirectTo)
    if (kind === 'recovery') return auth().sendReset(email, redirectTo)
    return auth().resend(email, redirectTo)
  }

  const changeEmail = (email: string) => change(email, (redirectTo) => auth().changeEmail(email, redirectTo))

  /** By asking for the change once more: a server's own `resend` looks for who has the address already. */
  async function changeEmailAgain(email: string): Promise<void> {
    if ((await changeEmail(email)) === 'confirm') return
    // It was confirmed meanwhile, elsewhere.
    pending.forget(profileId())
    tell()
  }

  function failed(why: 'expired' | 'denied' | 'other-profile' | 'refused'): CallbackOutcome {
    return fail(new KithError('SIGN_IN_LINK_INVALID', { why }))
  }
  function fail(error: KithError): CallbackOutcome {
    const profile = presentProfile()
    // Nothing is open: there is no window that could say it, and the page in the browser does.
    if (profile === null) return 'refused'
    trouble = { profileId: profile, failure: error.toFailure() }
    tell()
    return 'refused'
  }

  async function receive(callback: AuthCallback | null): Promise<CallbackOutcome> {
    if (!callback) return 'refused'
    const { state: secret, code, problem } = callback
    // The first of two confirmations; the second brings the code.
    if (problem === 'half') return 'way' in pending.look(secret, profileId()) ? 'half' : 'refused'
    const taken = pending.take(secret, profileId())
    if ('refused' in taken) return taken.refused === 'unknown' ? 'refused' : failed(taken.refused)
    if (code === null) return failed(problem ?? 'refused')
    const { way } = taken
    await auth().exchange(code, way.verifier)
    if (way.kind === 'email-change') {
      tell()
      await options.onAccountChanged()
      return 'done'
    }
    if (way.kind === 'recovery') newPasswordFor = way.profileId
    await settled()
    return 'done'
  }

  return {
    state,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async signIn(credentials) {
      await auth().signIn(credentials)
      await settled()
    },
    async signUp({ email, password, name }) {
      const { verifier } = await begin({ kind: 'sign-up', email }, async (redirectTo) => {
        const outcome = await auth().signUp({ email, password, name }, redirectTo)
        return { verifier: 'confirm' in outcome ? outcome.confirm : null }
      })
      if (verifier !== null) return 'confirm'
      await settled()
      return 'opened'
    },
    async signInAnonymously() {
      await auth().signInAnonymously()
      await settled()
    },
    sendLink: (email) => send('link', email),
    resetPassword: (email) => send('recovery', email),
    async beginOAuth(provider) {
      return (await begin({ kind: 'oauth', provider }, (redirectTo) => auth().beginOAuth(provider, redirectTo))).url
    },
    async resend(email) {
      const way = pending.newest(profileId())
      if (email !== undefined && way?.email !== email) return send('sign-up', email)
      if (!way || way.email === null) throw new KithError('INVALID', { reason: 'No e-mail is awaited.' })
      const wait = way.beganAt + RESEND_AFTER_MS - now()
      if (wait > 0) throw new KithError('TOO_MANY_ATTEMPTS', { seconds: Math.ceil(wait / 1_000) })
      if (way.kind === 'email-change') return changeEmailAgain(way.email)
      await send(way.kind, way.email)
    },
    cancel() {
      pending.forget(profileId())
      trouble = null
      newPasswordFor = null
      tell()
    },
    details: async () => readDetails(options.present()),
    sessions: async () => readSessions(options.present()),
    async rename(name) {
      await auth().rename(name)
      await options.onAccountChanged()
    },
    sendCode: async () => auth().sendCode(),
    async changePassword(change) {
      await changeOwnPassword(options.present(), change)
      newPasswordFor = null
      tell()
      await options.onAccountChanged()
    },
    changeEmail,
    keep: (credentials) => change(credentials.email, (redirectTo) => auth().keep(credentials, redirectTo)),
    async signOut(where) {
      if (where === 'elsewhere') return options.present().client.signOut('others')
      pending.forget(profileId())
      newPasswordFor = null
      tell()
      await options.signOut(where === 'here' ? 'local' : 'global')
    },
    local: createLocalAccounts(options),
    async receive(callback) {
      try {
        return await receive(callback)
      } catch (error) {
        options.onTrouble(error)
        return fail(error instanceof KithError ? error : new KithError('SIGN_IN_LINK_INVALID', { why: 'refused' }))
      }
    },
  }
}

function awaitedOf(way: PendingWay | null): Awaited | null {
  if (!way) return null
  const { kind, email, provider, beganAt } = way
  return {
    kind,
    email,
    provider,
    mayResendAt: email === null ? null : new Date(beganAt + RESEND_AFTER_MS).toISOString(),
    endsAt: new Date(endOfWay(way)).toISOString(),
  }
}
