import { createHash } from 'node:crypto'
import type { MastraDBMessage } from '@mastra/core/agent'
import { toStorableJson } from '../storable-json'

/** A hash of what a message says, and who said it when. The order of keys, which a database does not keep, is left out. */
export function fingerprintOf({ id, role, createdAt, content }: MastraDBMessage): string {
  const said = [id, role, new Date(createdAt).toISOString(), inOrder(toStorableJson(content))]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, held]) => [key, inOrder(held)]))
}
