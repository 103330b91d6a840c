// One thread from another store. What is here already is not written again, and what was changed here is not touched.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import type { MemoryStorage } from '@mastra/core/storage'
import { inBatches } from '../in-batches'
import { fingerprintOf } from './fingerprint'

const BATCH = 100

export type TargetMemory = Pick<
  MemoryStorage,
  'getThreadById' | 'saveThread' | 'listMessages' | 'saveMessages' | 'getResourceById' | 'saveResource'
>

export type ThreadOutcome =
  /** `verified` messages were read back and are the same. */
  | { kind: 'imported'; imported: number; verified: number }
  | { kind: 'same'; verified: number }
  /** Somebody has gone on with it, edited it or deleted it here. */
  | { kind: 'left'; reason: string }

/**
 * Rejects with what the store throws; repeating it then goes on where it ended.
 *
 * @param thread with the ids it has here, as `messages`, which are all of it, oldest first
 */
export async function importThread(
  target: TargetMemory,
  thread: StorageThreadType,
  messages: MastraDBMessage[],
  isDryRun: boolean,
): Promise<ThreadOutcome> {
  const wanted = messages.map(fingerprintOf)
  const before = await stored(target, thread, messages)
  if (before.fingerprints.some((found, index) => found !== wanted[index])) {
    return { kind: 'left', reason: 'It was changed here after it had been imported.' }
  }
  const rest = messages.slice(before.fingerprints.length)
  if (before.isThere && rest.length === 0) return { kind: 'same', verified: wanted.length }
  if (isDryRun) return { kind: 'imported', imported: rest.length, verified: 0 }
  if (!before.isThere) await target.saveThread({ thread })
  for (const batch of inBatches(rest, BATCH)) await target.saveMessages({ messages: batch })
  const { fingerprints } = await stored(target, thread, messages)
  const wrong = wanted.findIndex((fingerprint, index) => fingerprint !== fingerprints[index])
  if (wrong >= 0) throw new Error(`Message ${messages[wrong]?.id} is not here as it was there.`)
  return { kind: 'imported', imported: rest.length, verified: wanted.length }
}

/** Those of the messages that are here, in their order here: others may stand after them. */
async function stored(
  target: TargetMemory,
  { id, resourceId }: StorageThreadType,
  messages: MastraDBMessage[],
): Promise<{ isThere: boolean; fingerprints: string[] }> {
  const isThere = (await target.getThreadById({ threadId: id, resourceId })) !== null
  if (!isThere) return { isThere, fingerprints: [] }
  const ids = new Set(messages.map((message) => message.id))
  const read = await target.listMessages({ threadId: id, resourceId, perPage: false })
  return { isThere, fingerprints: read.messages.filter((message) => ids.has(message.id)).map(fingerprintOf) }
}
