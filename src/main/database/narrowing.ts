// A session can be asked for less than it allows. Who is signed in stays; what the call may see and do shrinks.
import { makeResourceKey, NO_PERSONA } from '../../shared/domain/resource-key'
import { KithError } from '../../shared/errors'
import type { Call } from './call'

export interface Narrowing {
  /** Only this persona's vault; null is the one of no persona. Left out: all of them. */
  personaId?: string | null
  /** `assistant`: writes its own answer, proposes memories, decides nothing. Needs `personaId`. */
  actor?: 'assistant'
  readOnly?: boolean
}

/** What the database reads it from. */
export function headersOf({ personaId, actor, readOnly }: Narrowing): Record<string, string> {
  return {
    ...(personaId !== undefined && { 'x-kith-persona': personaId ?? NO_PERSONA }),
    ...(actor && { 'x-kith-actor': actor }),
    ...(readOnly && { 'x-kith-scope': 'read' }),
  }
}

/**
 * Asks the database what it takes the caller for. A header that is lost on the way, in a proxy or a gateway, widens the
 * call without an error, so only this answer counts. Throws DATABASE_FAILED when it is wider than it should be.
 */
export async function requireNarrowed(
  call: Call,
  userId: string,
  { personaId, actor, readOnly = false }: Narrowing,
  options?: { signal?: AbortSignal },
): Promise<void> {
  const [caller] = await call('ai_whoami', {}, options)
  const vault = personaId === undefined ? '*' : makeResourceKey(userId, personaId)
  if (
    caller?.user_id !== userId ||
    caller.actor !== (actor ?? 'owner') ||
    caller.vault !== vault ||
    caller.may_write !== !readOnly
  ) {
    throw new KithError('DATABASE_FAILED', { reason: 'It does not keep calls within their bounds.' })
  }
}
