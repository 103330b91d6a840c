// A copy of a conversation, made inside the database: no message is read here.
import type { StorageCloneThreadInput, StorageCopyThreadOutput } from '@mastra/core/storage'
import { NO_PERSONA } from '../../shared/domain/resource-key'
import type { Call } from '../database/call'
import { isUuid } from './is-uuid'
import { personaOf, requireUuid } from './owner'
import { toThread } from './rows'
import { toStorableJson } from './storable-json'
import { refused } from './storage-errors'

const OPERATION = 'COPY_THREAD'

export async function copyThread(
  call: Call,
  userId: string,
  input: StorageCloneThreadInput,
): Promise<StorageCopyThreadOutput> {
  const { sourceThreadId, newThreadId, resourceId, title, metadata, options } = input
  const personaId = resourceId === undefined ? undefined : (personaOf(OPERATION, userId, resourceId) ?? NO_PERSONA)
  if (newThreadId !== undefined) requireUuid(OPERATION, 'thread', newThreadId)
  const [[source], [taken]] = await Promise.all([
    isUuid(sourceThreadId) ? call('ai_get_thread', { thread_id: sourceThreadId }) : [],
    newThreadId ? call('ai_get_thread', { thread_id: newThreadId }) : [],
  ])
  if (!source) throw refused(OPERATION, `Source thread with id ${sourceThreadId} not found`, 'NOT_FOUND')
  if (taken) throw refused(OPERATION, `Thread with id ${newThreadId} already exists`)

  const { messageLimit, messageFilter } = options ?? {}
  const [copy] = await call('ai_copy_thread', {
    thread_id: sourceThreadId,
    new_thread_id: newThreadId ?? crypto.randomUUID(),
    persona_id: personaId,
    title: title || (source.title ? `Clone of ${source.title}` : ''),
    message_ids: chosen(messageFilter?.messageIds),
    since: messageFilter?.startDate && new Date(messageFilter.startDate).toISOString(),
    until: messageFilter?.endDate && new Date(messageFilter.endDate).toISOString(),
    last_messages: messageLimit && messageLimit > 0 ? messageLimit : undefined,
    metadata: metadata && toStorableJson(metadata),
  })
  if (!copy?.thread) throw refused(OPERATION, `Thread ${sourceThreadId} cannot be copied`)
  return { thread: withDate(toThread(copy.thread)), messageIdMap: copy.message_ids as Record<string, string> }
}

/** None at all means every message; none that could be there must not. */
function chosen(messageIds: string[] | undefined): string[] | undefined {
  if (!messageIds?.length) return undefined
  const ids = messageIds.filter(isUuid)
  return ids.length > 0 ? ids : [NO_PERSONA]
}

/** Mastra's own type says Date. Read again it is text, as in every store. */
function withDate(thread: StorageCopyThreadOutput['thread']): StorageCopyThreadOutput['thread'] {
  const clone = thread.metadata?.['clone'] as { clonedAt: string } | undefined
  if (!clone) return thread
  return { ...thread, metadata: { ...thread.metadata, clone: { ...clone, clonedAt: new Date(clone.clonedAt) } } }
}
