// A session for the account of this computer. Only the embedded database gives one, and only over its port.
import { z } from 'zod'
import { KithError } from '../../shared/errors'

export interface LocalSignIn {
  /** Of the account, when there is none yet: the first one is made and named so. */
  name: string
  /** The one that is meant, by its id, where there is more than one; `password` when it has one. */
  account?: string | undefined
  password?: string | undefined
}

const session = z.object({ access_token: z.string(), refresh_token: z.string() })
const accounts = z.array(
  z.object({ id: z.string(), name: z.string(), has_password: z.boolean(), last_sign_in_at: z.string().nullable() }),
)
const refusal = z.object({ code: z.string(), message: z.string() })

export interface Service {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
}

/** Throws ACCOUNT_UNCLEAR when it is not clear which account is meant or a password is asked, else DATABASE_FAILED. */
export async function openLocalSession(
  service: Service,
  { name, account, password }: LocalSignIn,
): Promise<z.infer<typeof session>> {
  const answer = await askAuth(service, '/token?grant_type=local', account ? { account, password } : { name })
  const opened = session.safeParse(answer)
  if (opened.success) return opened.data
  const refused = refusal.safeParse(answer)
  if (refused.data?.code === 'local_account_ambiguous' || refused.data?.code === 'invalid_credentials') {
    const there = accounts.parse(await askAuth(service, '/local/accounts'))
    // Remembered from another database, such as the one before a backup was gone back to.
    if (account && !there.some(({ id }) => id === account)) return openLocalSession(service, { name })
    throw unclear(there, account ?? null, password !== undefined, refused.data)
  }
  throw new KithError('DATABASE_FAILED', { reason: refused.data?.message ?? 'It did not open a session.' })
}

function unclear(
  there: z.infer<typeof accounts>,
  chosen: string | null,
  isRefused: boolean,
  cause: unknown,
): KithError {
  const known = there.map(({ id, name, has_password: hasPassword, last_sign_in_at: lastUsedAt }) => ({
    id,
    name,
    hasPassword,
    lastUsedAt,
  }))
  return new KithError('ACCOUNT_UNCLEAR', { accounts: known, chosen, isRefused }, { cause })
}

/** Asks the auth service; null when its answer is empty. `token`: as whose session. Throws DATABASE_FAILED. */
export async function askAuth(
  { url, publishableKey, fetch }: Service,
  path: string,
  body?: object,
  token?: string,
): Promise<unknown> {
  try {
    const headers = {
      apikey: publishableKey,
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    }
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
    const text = await (await fetch(`${url}/auth/v1${path}`, init)).text()
    return text === '' ? null : JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KithError('DATABASE_FAILED', { reason }, { cause })
  }
}
