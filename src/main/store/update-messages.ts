// Parts of messages that are there: content is merged into what it was, its metadata one level deeper.
import type { MastraDBMessage } from '@mastra/core/agent'
import type { Call } from '../database/call'
import type { Json } from '../database/database.types'
import { inBatches } from './in-batches'
import { readMessagesById } from './list-messages'
import { personaOf, requireUuid } from './owner'
import { moment, withType } from './rows'
import { toStorableJson } from './storable-json'
import { checked, refused } from './storage-errors'

const OPERATION = 'UPDATE_MESSAGES'
/** What `ai_update_messages` takes at once. */
const LARGEST_BATCH = 500

export type MessageChange = Partial<Omit<MastraDBMessage, 'content'>> & {
  id: string
  content?: Partial<MastraDBMessage['content']>
}

/** The messages that were changed, each once, in the order they were named. What is not there is passed over. */
export async function updateMessages(call: Call, userId: string, given: MessageChange[]): Promise<MastraDBMessage[]> {
  // However they were spelt, the database gives ids back in small letters.
  const changes = given.map(({ id, threadId, ...change }) => ({
    ...change,
    id: id.toLowerCase(),
    ...(threadId !== undefined && { threadId: threadId.toLowerCase() }),
  }))
  for (const { threadId, resourceId } of changes) {
    if (threadId !== undefined) requireUuid(OPERATION, 'thread', threadId)
    if (resourceId !== undefined) personaOf(OPERATION, userId, resourceId)
  }
  const rows = checked(OPERATION, () => new Map(changes.map((change) => [change, toRow(change)])))
  const ids = changes.map(({ id }) => id)
  const present = new Map((await readMessagesById(call, ids)).map((message) => [message.id, message]))
  const wanted = changes.filter(({ id }) => present.has(id))
  if (wanted.length === 0) return []
  await requireOwnThreads(call, wanted, present)
  for (const batch of inBatches(wanted, LARGEST_BATCH)) {
    await call('ai_update_messages', { messages: batch.flatMap((change) => rows.get(change) ?? []) })
  }
  const updated = new Map((await readMessagesById(call, ids)).map((message) => [message.id, message]))
  return [...new Set(ids)].flatMap((id) => updated.get(id) ?? [])
}

/** A message has no resource of its own: it is its thread's, and only another thread gives it another one. */
async function requireOwnThreads(
  call: Call,
  changes: MessageChange[],
  present: Map<string, MastraDBMessage>,
): Promise<void> {
  const resources = new Map<string, string>()
  for (const { id, threadId, resourceId } of changes) {
    const stored = present.get(id)
    if (resourceId === undefined || !stored) continue
    const target = threadId ?? stored.threadId ?? ''
    if (!resources.has(target)) {
      const isThere = target === stored.threadId
      const [thread] = isThere ? [] : await call('ai_get_thread', { thread_id: target })
      resources.set(target, (isThere ? stored.resourceId : thread?.resource_key) ?? '')
    }
    if (resources.get(target) !== resourceId) {
      throw refused(OPERATION, `Thread ${target} does not belong to resource ${resourceId}`, 'FOREIGN_OWNER')
    }
  }
}

function toRow({ id, role, type, createdAt, threadId, content }: MessageChange): { [key: string]: Json } {
  const changed = withType(content === undefined ? {} : toStorableJson(content), type)
  return {
    message_id: id,
    ...(role !== undefined && { role }),
    ...(createdAt !== undefined && { created_at: moment(createdAt) }),
    ...(threadId !== undefined && { thread_id: threadId }),
    ...((content !== undefined || type !== undefined) && { content: changed }),
  }
}
