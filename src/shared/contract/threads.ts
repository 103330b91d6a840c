import { z } from 'zod'
import { THREAD_TITLE_LIMIT } from '../domain/limits'
import { route, time, uuid } from './base'

export const thread = z.object({
  id: uuid,
  /** Null for "no persona". */
  personaId: uuid.nullable(),
  /** Null until somebody names it; then `opening` stands in for it. */
  title: z.string().nullable(),
  /** The beginning of its first message, at most 120 characters; empty while there is none. */
  opening: z.string(),
  /** False: nothing is recalled in it, nothing proposed from it, and nothing of it recalled elsewhere. */
  remembers: z.boolean(),
  createdAt: time,
  /** When the last message came. The list is ordered by this and by nothing else, so renaming moves nothing. */
  lastMessageAt: time,
})
export type Thread = z.infer<typeof thread>

/** Where a page of the thread list ended. */
export const threadCursor = z.object({ lastMessageAt: time, id: uuid })
export type ThreadCursor = z.infer<typeof threadCursor>

export const threads = {
  /** One page, newest first. `personaId` null means the threads without a persona. */
  list: route
    .input(
      z.object({
        personaId: uuid.nullable(),
        before: threadCursor.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ threads: z.array(thread), next: threadCursor.nullable() })),
  get: route.input(z.object({ threadId: uuid })).output(thread),
  /** An empty title takes the name away again. */
  rename: route.input(z.object({ threadId: uuid, title: z.string().max(THREAD_TITLE_LIMIT) })).output(thread),
  /**
   * Begins a new thread with what is shown of this one, up to a message on whatever version it stands, or whole. Other
   * versions stay behind. Repeatable with the same `newThreadId`.
   */
  copy: route
    .input(
      z.object({
        threadId: uuid,
        newThreadId: uuid,
        untilMessageId: uuid.optional(),
        title: z.string().max(THREAD_TITLE_LIMIT).optional(),
      }),
    )
    .output(thread),
  setMemory: route.input(z.object({ threadId: uuid, remembers: z.boolean() })).output(thread),
  /** Takes it out of every list. It can be brought back. A run on it is stopped. */
  delete: route.input(z.object({ threadId: uuid })).output(z.void()),
  /** Undoes `delete`. */
  restore: route.input(z.object({ threadId: uuid })).output(thread),
}
