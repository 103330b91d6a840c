// How one signs in to a project: its auth service says so to everybody who has the key.
import { z } from 'zod'
import type { SignInWays } from '../../shared/contract/profiles'
import { KithError } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import { reasonOf } from './probe'

const ANSWER_WITHIN_MS = 6_000

const settings = z.object({
  external: z.record(z.string(), z.boolean()).catch({}),
  disable_signup: z.boolean().catch(false),
})

interface Place {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
}

/** Throws KEY_REFUSED when the project does not know the key, DATABASE_UNREACHABLE when nothing answers, INVALID for no project. */
export async function readSignInWays({ url, publishableKey, fetch }: Place): Promise<SignInWays> {
  const response = await ask(url, () =>
    fetch(`${url}/auth/v1/settings`, {
      headers: { apikey: publishableKey },
      signal: timeLimit(ANSWER_WITHIN_MS),
    }),
  )
  if (response.status === 401 || response.status === 403) throw new KithError('KEY_REFUSED', { why: 'unknown' })
  if (response.status >= 500) throw unreachable(url, `It answers with status ${response.status}.`)
  const read = settings.safeParse(await response.json().catch(() => null))
  if (!response.ok || !read.success)
    throw new KithError('INVALID', { reason: 'What answers there is no Supabase project.' })
  return waysOf(read.data)
}

function waysOf({ external, disable_signup: isClosed }: z.infer<typeof settings>): SignInWays {
  const hasMail = external.email ?? true
  const others = Object.entries(external).filter(([name, isOn]) => isOn && !noProvider.has(name))
  return {
    password: hasMail,
    signUp: hasMail && !isClosed,
    link: hasMail,
    anonymous: external.anonymous_users === true && !isClosed,
    oauth: others.map(([name]) => name).toSorted(),
  }
}

const noProvider = new Set(['email', 'phone', 'anonymous_users', 'saml', 'web3', 'passkeys'])

async function ask(url: string, question: () => Promise<Response>): Promise<Response> {
  try {
    return await question()
  } catch (error) {
    throw unreachable(url, reasonOf(error), error)
  }
}

function unreachable(url: string, reason: string, cause?: unknown): KithError {
  return new KithError('DATABASE_UNREACHABLE', { url, reason, since: null }, { cause })
}
