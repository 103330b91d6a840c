// What a developer names in the environment of one start. Nothing of it is written anywhere.
import { createHash } from 'node:crypto'
import type { KnownProfile } from './profiles-document'
import { projectAddress } from './project-address'
import { refuseSecretKey } from './publishable-key'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The profile of `SUPABASE_URL` and `SUPABASE_ANON_KEY` (or `SUPABASE_PUBLISHABLE_KEY`), null where they are not there.
 * `SUPABASE_SERVICE_ROLE_KEY` is for scripts and never read. Throws KEY_REFUSED for a key of that kind, INVALID for no address.
 */
export function profileOfEnvironment(env: Environment): KnownProfile | null {
  const key = env.SUPABASE_ANON_KEY || env.SUPABASE_PUBLISHABLE_KEY
  if (!env.SUPABASE_URL || !key) return null
  refuseSecretKey(key)
  const url = projectAddress(env.SUPABASE_URL)
  return {
    id: idOf(url),
    kind: 'remote',
    name: new URL(url).host,
    colour: 'ochre',
    url,
    publishableKey: key,
    isOfThisStart: true,
  }
}

/** The same at every start, so that its session, settings and drafts are found again. */
function idOf(url: string): string {
  const hex = createHash('sha256').update(url).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
