// A thread of another store with the ids it gets here.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { StorageThreadType } from '@mastra/core/memory'
import { importThread, isTaken } from './import-thread'
import type { TargetMemory, ThreadHere, ThreadOutcome } from './import-thread'
import { derivedId, importedId } from './imported-id'

export interface PlacedThread {
  outcome: ThreadOutcome
  threadId: string
  /** Of the messages, there → here. */
  ids: Map<string, string>
}

/** What the database takes. */
const TITLE_LENGTH = 200

/**
 * Imports it under its own ids where those are UUIDs. Ids are one person's in the whole database: where somebody else has
 * them, it gets ids that follow from its new owner, too, and is found by these the next time.
 *
 * @param found the thread as it is there, with its messages @param resourceId here
 */
export async function placeThread(
  target: TargetMemory,
  found: ThreadHere,
  { userId, resourceId, isDryRun }: { userId: string; resourceId: string; isDryRun: boolean },
): Promise<PlacedThread> {
  const own = placed(found, importedId, userId, resourceId)
  const derived = placed(found, derivedId, userId, resourceId)
  const attempt = async ({ here, ids }: ReturnType<typeof placed>): Promise<PlacedThread> => ({
    outcome: await importThread(target, here, isDryRun),
    threadId: here.thread.id,
    ids,
  })
  if (isSameIds(own.here, derived.here)) return attempt(own)
  if (await isHere(target, derived.here, own.here)) return attempt(derived)
  try {
    return await attempt(own)
  } catch (error) {
    if (!isTaken(error)) throw error
    return attempt(derived)
  }
}

function placed({ thread, messages }: ThreadHere, idOf: typeof importedId, userId: string, resourceId: string) {
  const threadId = idOf('thread', userId, thread.id)
  const ids = new Map(messages.map(({ id }) => [id, idOf('message', userId, id)]))
  const here: ThreadHere = {
    thread: withTitle({ ...thread, id: threadId, resourceId }),
    messages: messages.map((message): MastraDBMessage => ({
      ...message,
      id: ids.get(message.id) ?? message.id,
      threadId,
      resourceId,
    })),
  }
  return { here, ids }
}

function withTitle(thread: StorageThreadType): StorageThreadType {
  const letters = Array.from(thread.title ?? '')
  return letters.length > TITLE_LENGTH ? { ...thread, title: letters.slice(0, TITLE_LENGTH).join('') } : thread
}

function isSameIds(one: ThreadHere, other: ThreadHere): boolean {
  return one.thread.id === other.thread.id && one.messages.every(({ id }, index) => id === other.messages[index]?.id)
}

/** Whether it was imported under these ids, and not under the others. */
async function isHere(target: TargetMemory, { thread, messages }: ThreadHere, other: ThreadHere): Promise<boolean> {
  const { id: threadId, resourceId } = thread
  if (!(await target.getThreadById({ threadId, resourceId }))) return false
  if (threadId !== other.thread.id) return true
  const ids = new Set(messages.map(({ id }) => id))
  for (const { id } of other.messages) ids.delete(id)
  const read = await target.listMessages({ threadId, resourceId, perPage: false })
  return read.messages.some(({ id }) => ids.has(id))
}
