// Signing in, and what one changes about an account, through supabase-js. What comes back by a link or through a browser
// comes with a code, which is of use only to whoever holds the verifier.
import type { AuthError, User } from '@supabase/supabase-js'
import { z } from 'zod'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import { accountOf, personOf } from './account'
import type { Account, Person } from './account'
import { authFailure, unreachable } from './auth-error'
import type { Connection } from './connection'
import { askAuth } from './local-session'
import type { Service } from './local-session'
import type { Verifier, VerifierStorage } from './verifiers'

export interface Credentials {
  email: string
  password: string
}

/** Either it is done, or a link in an e-mail comes first and brings back a code for this verifier. */
export type Outcome<T> = { done: T } | { confirm: Verifier }

/**
 * All of it throws DATABASE_UNREACHABLE and what `authFailure` knows. `redirectTo` is where a link leads back to: the server
 * adds the code.
 */
export interface DatabaseAuth {
  signIn(credentials: Credentials): Promise<Account>
  signUp(credentials: Credentials & { name?: string | undefined }, redirectTo: string): Promise<Outcome<Account>>
  signInAnonymously(): Promise<Account>
  /** Sends a link that signs in. */
  sendLink(email: string, redirectTo: string): Promise<Verifier>
  /** Sends the link of `signUp` again. That of `changeEmail` comes again with another `changeEmail`. */
  resend(email: string, redirectTo: string): Promise<Verifier>
  /** Sends a link after which a new password can be set. */
  sendReset(email: string, redirectTo: string): Promise<Verifier>
  /** The address at which a provider asks the person. */
  beginOAuth(provider: string, redirectTo: string): Promise<{ url: string; verifier: Verifier }>
  /** Signs in with what came back. Throws SIGN_IN_LINK_INVALID. */
  exchange(code: string, verifier: Verifier): Promise<Account>

  /** As the server has it now. */
  person(): Promise<Person>
  rename(name: string): Promise<void>
  changePassword(change: { password: string; current?: string | undefined; code?: string | undefined }): Promise<void>
  /** Has the code sent that `changePassword` may ask for. */
  sendCode(): Promise<void>
  changeEmail(email: string, redirectTo: string): Promise<Outcome<null>>
  /** The open sessions of this account. Null: this server has no list of them; only the embedded one has. */
  sessions(): Promise<ListedSession[] | null>
  /** Gives an anonymous account an address and a password. Its id stays. */
  keep(credentials: Credentials, redirectTo: string): Promise<Outcome<null>>
}

export interface ListedSession {
  id: string
  openedAt: string
  lastUsedAt: string
  /** As the server names it. */
  method: string
  isThisOne: boolean
}

type Auth = Connection['client']['auth']
interface Answer {
  data: unknown
  error: AuthError | null
}
type Work<R extends Answer> = (auth: Auth) => Promise<R>
interface About {
  email?: string
  provider?: string
}

interface Parts {
  service: Service
  current: () => Connection
  storage: VerifierStorage
}

export function createAuth({ service, current, storage }: Parts): DatabaseAuth {
  const { url } = service
  const inTurn = oneAfterOther()

  /** One after the other: between the making of a verifier and its taking no other may be made. */
  function ask<R extends Answer>(about: About, work: Work<R>): Promise<R['data']> {
    return inTurn(async () => {
      const { client, inTime } = current()
      const { data, error } = await inTime(answered(work(client.auth), url))
      if (error) {
        storage.take()
        throw authFailure(error, { url, ...about })
      }
      return data
    })
  }

  /** What was begun, when it goes on by a link. */
  function begin<R extends Answer>(about: About, work: Work<R>): Promise<{ data: R['data']; verifier: Verifier }> {
    return ask(about, async (auth) => {
      const { data, error } = await work(auth)
      return { data: { data, verifier: error ? '' : (storage.take() ?? '') }, error }
    })
  }

  async function changeAddress(
    email: string,
    work: Work<{ data: { user: User | null }; error: AuthError | null }>,
  ): Promise<Outcome<null>> {
    const {
      data: { user },
      verifier,
    } = await begin({ email }, work)
    return user?.email?.toLowerCase() === email.toLowerCase() ? { done: null } : { confirm: verifier }
  }

  return {
    async signIn(credentials) {
      const { user } = await ask(credentials, (auth) => auth.signInWithPassword(credentials))
      return accountOf(required(user))
    },
    async signUp({ email, password, name }, redirectTo) {
      const options = { emailRedirectTo: redirectTo, ...(name && { data: { name } }) }
      const { data, verifier } = await begin({ email }, (auth) => auth.signUp({ email, password, options }))
      const { user, session } = data
      return session && user ? { done: accountOf(user) } : { confirm: verifier }
    },
    async signInAnonymously() {
      const { user } = await ask({}, (auth) => auth.signInAnonymously())
      return accountOf(required(user))
    },
    async sendLink(email, emailRedirectTo) {
      return (await begin({ email }, (auth) => auth.signInWithOtp({ email, options: { emailRedirectTo } }))).verifier
    },
    async resend(email, emailRedirectTo) {
      const again = { email, type: 'signup', options: { emailRedirectTo } } as const
      return (await begin({ email }, (auth) => auth.resend(again))).verifier
    },
    async sendReset(email, redirectTo) {
      return (await begin({ email }, (auth) => auth.resetPasswordForEmail(email, { redirectTo }))).verifier
    },
    async beginOAuth(provider, redirectTo) {
      const { data, verifier } = await begin({ provider }, (auth) =>
        auth.signInWithOAuth({ provider: provider as 'github', options: { redirectTo, skipBrowserRedirect: true } }),
      )
      if (!data.url) throw new KithError('SIGN_IN_WAY_OFF', { way: 'oauth', provider })
      return { url: data.url, verifier }
    },
    async exchange(code, verifier) {
      const { user } = await ask({}, (auth) => {
        storage.give(verifier)
        return auth.exchangeCodeForSession(code)
      })
      return accountOf(required(user))
    },

    person: async () => personOf(required((await ask({}, (auth) => auth.getUser())).user)),
    rename: async (name) => void (await ask({}, (auth) => auth.updateUser({ data: { name } }))),
    async changePassword({ password, current: present, code }) {
      const asked = {
        password,
        ...(present !== undefined && { current_password: present }),
        ...(code !== undefined && { nonce: code }),
      }
      await ask({}, (auth) => auth.updateUser(asked))
    },
    sendCode: async () => void (await ask({}, (auth) => auth.reauthenticate())),
    async sessions() {
      const { session } = await ask({}, (auth) => auth.getSession())
      const listed = sessionList.safeParse(await askAuth(service, '/local/sessions', undefined, session?.access_token))
      return listed.data ?? null
    },
    changeEmail: (email, emailRedirectTo) =>
      changeAddress(email, (auth) => auth.updateUser({ email }, { emailRedirectTo })),
    keep: (credentials, emailRedirectTo) =>
      changeAddress(credentials.email, (auth) => auth.updateUser(credentials, { emailRedirectTo })),
  }
}

const sessionList = z.array(
  z
    .object({
      id: z.string(),
      created_at: z.string(),
      refreshed_at: z.string(),
      method: z.string(),
      is_current: z.boolean(),
    })
    .transform((row) => ({
      id: row.id,
      openedAt: row.created_at,
      lastUsedAt: row.refreshed_at,
      method: row.method,
      isThisOne: row.is_current,
    })),
)

function required(user: User | null): User {
  if (!user) throw new KithError('SIGN_IN_REFUSED', { reason: 'The server names no account.' })
  return user
}

const ANSWER_WITHIN_MS = 20_000

async function answered<T>(work: Promise<T>, url: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unreachable(url, 'It does not answer.')), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
