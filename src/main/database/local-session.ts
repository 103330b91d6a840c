// A session for the account of this computer. Only the embedded database gives one, and only over its port.
import { z } from 'zod'
import { KithError } from '../../shared/errors'

export interface LocalSignIn {
  /** Of the account, when there is none yet: the first one is made and named so. */
  name: string
}

const session = z.object({ access_token: z.string(), refresh_token: z.string() })
const refusal = z.object({ code: z.string(), message: z.string() })

/** Throws NOT_SIGNED_IN when it is not clear which account is meant or a password is asked, else DATABASE_FAILED. */
export async function openLocalSession(
  { url, publishableKey, fetch }: { url: string; publishableKey: string; fetch: typeof globalThis.fetch },
  { name }: LocalSignIn,
): Promise<z.infer<typeof session>> {
  const answer = await ask(fetch, `${url}/auth/v1/token?grant_type=local`, {
    method: 'POST',
    headers: { apikey: publishableKey, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  const opened = session.safeParse(answer)
  if (opened.success) return opened.data
  const refused = refusal.safeParse(answer)
  if (refused.data?.code === 'local_account_ambiguous' || refused.data?.code === 'invalid_credentials') {
    throw new KithError('NOT_SIGNED_IN', {}, { cause: refused.data })
  }
  throw new KithError('DATABASE_FAILED', { reason: refused.data?.message ?? 'It did not open a session.' })
}

async function ask(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<unknown> {
  try {
    return await (await fetch(url, init)).json()
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new KithError('DATABASE_FAILED', { reason }, { cause })
  }
}
