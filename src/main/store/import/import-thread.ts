// One thread from another store. What is here already is not written again, and what was changed here is not touched.
import type { MastraDBMessage } from '@mastra/core/agent'
import { MastraError } from '@mastra/core/error'
import type { StorageThreadType } from '@mastra/core/memory'
import type { MemoryStorage } from '@mastra/core/storage'
import { toStorableText } from '../../../shared/domain/stored-text'
import { inBatches } from '../in-batches'
import { fingerprintOf } from './fingerprint'
import type { TargetNotes } from './import-notes'
import { holds } from './same-json'

const BATCH = 100

export type TargetMemory = TargetNotes &
  Pick<MemoryStorage, 'getThreadById' | 'saveThread' | 'listMessages' | 'saveMessages'>

/** A thread with the ids it has here, and all its messages, oldest first. */
export interface ThreadHere {
  thread: StorageThreadType
  messages: MastraDBMessage[]
}

export type ThreadOutcome =
  /** `verified` messages were read back and are the same. */
  | { kind: 'imported'; imported: number; verified: number }
  | { kind: 'same'; verified: number }
  /** Somebody has gone on with it, edited it or deleted it here. */
  | { kind: 'left'; reason: string }

/** Rejects with what the store throws; repeating it then goes on where it ended. */
export async function importThread(
  target: TargetMemory,
  { thread, messages }: ThreadHere,
  isDryRun: boolean,
): Promise<ThreadOutcome> {
  const wanted = messages.map(fingerprintOf)
  const before = await stored(target, thread, messages)
  if (before.fingerprints.some((found, index) => found !== wanted[index])) return changed('It')
  const rest = messages.slice(before.fingerprints.length)
  if (before.thread && rest.length === 0) {
    return saysTheSame(before.thread, thread)
      ? { kind: 'same', verified: wanted.length }
      : changed('Its title or metadata')
  }
  if (isDryRun) return { kind: 'imported', imported: rest.length, verified: 0 }
  if (!before.thread) {
    try {
      await target.saveThread({ thread })
    } catch (error) {
      if (!wasDeleted(error)) throw error
      return { kind: 'left', reason: 'It was deleted here.' }
    }
  }
  for (const batch of inBatches(rest, BATCH)) await target.saveMessages({ messages: batch })
  const after = await stored(target, thread, messages)
  const wrong = wanted.findIndex((fingerprint, index) => fingerprint !== after.fingerprints[index])
  if (wrong >= 0) throw new Error(`Message ${messages[wrong]?.id} is not here as it was there.`)
  if (!before.thread && !(after.thread && saysTheSame(after.thread, thread))) {
    throw new Error('The title or the metadata are not here as they were there.')
  }
  await keepTime(target, after.thread, thread)
  return { kind: 'imported', imported: rest.length, verified: wanted.length }
}

const changed = (what: string): ThreadOutcome => ({
  kind: 'left',
  reason: `${what} ${what === 'It' ? 'was' : 'were'} changed here after it had been imported.`,
})

/** Metadata of this store's own may stand beside, and a thread without a name may have got one. */
function saysTheSame(here: StorageThreadType, there: StorageThreadType): boolean {
  const title = toStorableText(there.title ?? '')
  return (title === '' || here.title === title) && holds(here.metadata, there.metadata)
}

/** Its messages have set the time of its last change to now. What else is here of it stays. */
async function keepTime(target: TargetMemory, here: StorageThreadType | null, there: StorageThreadType): Promise<void> {
  if (here?.updatedAt.getTime() === new Date(there.updatedAt).getTime()) return
  await target.saveThread({ thread: { ...there, title: '', metadata: undefined } })
}

/** Its id is here, and nobody else has it. */
function wasDeleted(error: unknown): boolean {
  return isNotFound(error) && !isTaken(error)
}

/** An id is somebody else's: the database says that what it cannot show is not found. */
export function isTaken(error: unknown): boolean {
  return error instanceof MastraError && error.details?.['sqlState'] === 'PT404'
}

function isNotFound(error: unknown): boolean {
  return error instanceof MastraError && error.id.endsWith('_NOT_FOUND')
}

/** Those of the messages that are here, in their order here: others may stand after them. */
async function stored(
  target: TargetMemory,
  { id, resourceId }: StorageThreadType,
  messages: MastraDBMessage[],
): Promise<{ thread: StorageThreadType | null; fingerprints: string[] }> {
  const thread = await target.getThreadById({ threadId: id, resourceId })
  if (!thread) return { thread, fingerprints: [] }
  const ids = new Set(messages.map((message) => message.id))
  const read = await target.listMessages({ threadId: id, resourceId, perPage: false })
  return { thread, fingerprints: read.messages.filter((message) => ids.has(message.id)).map(fingerprintOf) }
}
