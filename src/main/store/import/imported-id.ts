import { derivedUuid } from '../derived-uuid'
import { isUuid } from '../is-uuid'

/**
 * The id that something from another store has here: its own where that is a UUID, else one that follows from it and its
 * new owner, so that an import that is repeated finds what it has made.
 */
export function importedId(kind: 'thread' | 'message', userId: string, id: string): string {
  return isUuid(id) ? id.toLowerCase() : derivedId(kind, userId, id)
}

/** Follows from the id and the new owner, even where the id could stay: another account may have it already. */
export function derivedId(kind: 'thread' | 'message' | 'persona', userId: string, id: string): string {
  return derivedUuid(`kith:import:${kind}:${userId}:${id}`)
}
