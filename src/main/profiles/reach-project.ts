// What answers at an address, before a profile is made of it.
import { z } from 'zod'
import type { ReachedProject } from '../../shared/contract/profiles'
import { KithError } from '../../shared/errors'
import { timeLimit } from '../../shared/time-limit'
import { projectAddress } from './project-address'
import { reasonOf } from './probe'
import { refuseSecretKey } from './publishable-key'
import { readSignInWays } from './sign-in-ways'

const ANSWER_WITHIN_MS = 8_000

interface Typed {
  url: string
  publishableKey: string
}

/** Throws KEY_REFUSED, INVALID for what is no project, DATABASE_UNREACHABLE. */
export async function reachProject({ url: typed, publishableKey }: Typed): Promise<ReachedProject> {
  refuseSecretKey(publishableKey)
  const place = { url: projectAddress(typed), publishableKey, fetch: globalThis.fetch }
  const ways = await readSignInWays(place)
  return { ways, schema: await readSchema(place) }
}

/** As much as one learns without an account. Throws DATABASE_UNREACHABLE. */
export async function readSchema(place: Place): Promise<ReachedProject['schema']> {
  const [listing, asking] = await Promise.all([
    hasFunction(place, 'ai_list_migrations'),
    hasFunction(place, 'ai_whoami'),
  ])
  return listing ? 'there' : asking ? 'unversioned' : 'none'
}

interface Place extends Typed {
  fetch: typeof globalThis.fetch
}

const refusal = z.object({ code: z.string() })

/** Nobody is signed in, so a function that is there refuses (42501), and one that is not is not found (PGRST202). */
async function hasFunction({ url, publishableKey, fetch }: Place, name: string) {
  try {
    const response = await fetch(`${url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${publishableKey}`,
        'content-type': 'application/json',
      },
      body: '{}',
      signal: timeLimit(ANSWER_WITHIN_MS),
    })
    return refusal.safeParse(await response.json().catch(() => null)).data?.code !== 'PGRST202'
  } catch (error) {
    throw new KithError('DATABASE_UNREACHABLE', { url, reason: reasonOf(error), since: null }, { cause: error })
  }
}
