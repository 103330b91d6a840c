import { createHash } from 'node:crypto'
import type { MastraDBMessage } from '@mastra/core/agent'
import { orderedJson } from './same-json'

/** A hash of what a message says, and who said it when. */
export function fingerprintOf({ id, role, createdAt, content }: MastraDBMessage): string {
  const said = [id, role, new Date(createdAt).toISOString(), orderedJson(content)]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url')
}
