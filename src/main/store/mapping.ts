// The names of the plan for what Kith calls a resource key: one persona of one user.
import { makeResourceKey, NO_PERSONA, splitResourceKey } from '../../shared/domain/resource-key'

/** Stands for "no persona" in a resource id. */
export const PERSONA_SENTINEL = NO_PERSONA

/** `user:persona`, the same as the generated column `resource_key`. */
export function makeResourceId(userId: string, personaId?: string | null): string {
  return makeResourceKey(userId, personaId ?? null)
}

/** Takes a resource id apart. Throws TypeError when it is none: half of one would be somebody else's. */
export function splitResourceId(resourceId: string): { userId: string; personaId: string | null } {
  const owner = splitResourceKey(resourceId)
  if (!owner) throw new TypeError(`"${resourceId}" is not "<user>:<persona>"`)
  return owner
}

/** A part of a message, whatever its kind. */
export interface MessagePart {
  type: string
  [field: string]: unknown
}

export interface MastraThread {
  id: string
  title: string | null
  resourceId: string
  createdAt: string
  updatedAt: string
}

export interface MastraMessage {
  id: string
  threadId: string
  role: 'user' | 'assistant' | 'tool' | 'system'
  content: MessagePart[]
  createdAt: string
  /** Of those that were found by meaning. */
  similarity?: number
}

export interface MastraMemory {
  id: string
  resourceId: string
  type: string
  content: string
  contentJson: unknown
  importance: string
  createdAt: string
}
