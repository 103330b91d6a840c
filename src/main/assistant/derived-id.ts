import { derivedUuid } from '../store/derived-uuid'

/**
 * A UUID that follows from another one: the same two arguments always give the same id. A request that is repeated with
 * its own id thereby repeats the ids of everything made for it, and the database recognises them.
 */
export function derivedId(purpose: 'run' | 'answer' | 'thread' | 'message', id: string): string {
  return derivedUuid(`kith:${purpose}:${id.toLowerCase()}`)
}
