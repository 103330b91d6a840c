// Who may be named: the ids and the resources that can be the signed-in user's.
import { splitResourceKey } from '../../shared/domain/resource-key'
import { isUuid } from './is-uuid'
import { refused } from './storage-errors'

/** The persona of a resource of this user, null for none. Everything else is refused before the database is asked. */
export function personaOf(operation: string, userId: string, resourceId: string): string | null {
  const owner = splitResourceKey(resourceId)
  if (!owner) throw refused(operation, `Resource ${resourceId} is not "<user>:<persona>"`)
  if (owner.userId !== userId) {
    throw refused(operation, `Resource ${resourceId} belongs to another user`, 'FOREIGN_OWNER')
  }
  return owner.personaId
}

/** Whether there can be anything of this resource to read. */
export function isOwn(userId: string, resourceId: string): boolean {
  return splitResourceKey(resourceId)?.userId === userId
}

export function requireUuid(operation: string, kind: 'thread' | 'message', id: string): void {
  if (!isUuid(id)) throw refused(operation, `The ${kind} id ${id} is not a UUID`)
}
