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
  /** The beginning of its last message; empty while there is none. */
  preview: z.string(),
  pinned: z.boolean(),
  /** Out of the way, and kept. */
  archived: z.boolean(),
  /** An answer came that nobody has seen. */
  unread: z.boolean(),
  /** False: nothing is recalled in it, nothing proposed from it, and nothing of it recalled elsewhere. */
  remembers: z.boolean(),
  createdAt: time,
  /** When the last message came. The list is ordered by this and by nothing else, so renaming moves nothing. */
  lastMessageAt: time,
})
export type Thread = z.infer<typeof thread>

/** A message in which words were found. */
export const threadHit = z.object({
  threadId: uuid,
  personaId: uuid.nullable(),
  messageId: uuid,
  title: z.string().nullable(),
  snippet: z.string(),
})
export type ThreadHit = z.infer<typeof threadHit>

/** Where a page of the thread list ended. */
export const threadCursor = z.object({ lastMessageAt: time, id: uuid })
export type ThreadCursor = z.infer<typeof threadCursor>

export const threads = {
  /** One page, newest first. */
  list: route
    .input(
      z.object({
        /** Null means the threads without a persona. */
        personaId: uuid.nullable(),
        /** Those of every persona, whatever `personaId` says. */
        all: z.boolean().default(false),
        archived: z.boolean().default(false),
        /** Undefined: pinned or not. */
        pinned: z.boolean().optional(),
        before: threadCursor.optional(),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ threads: z.array(thread), next: threadCursor.nullable() })),
  /** What was said anywhere, best first: at most one message of each thread. */
  find: route.input(z.object({ query: z.string().trim().min(1).max(500) })).output(z.array(threadHit)),
  get: route.input(z.object({ threadId: uuid })).output(thread),
  /** An empty title takes the name away again. */
  rename: route.input(z.object({ threadId: uuid, title: z.string().max(THREAD_TITLE_LIMIT) })).output(thread),
  /** Pins, archives, or takes that back. What is not given stays as it is. */
  update: route
    .input(z.object({ threadId: uuid, pinned: z.boolean().optional(), archived: z.boolean().optional() }))
    .output(thread),
  /** It was on screen up to the message of this number. */
  markRead: route.input(z.object({ threadId: uuid, upTo: z.number() })).output(thread),
  /**
   * Begins a new thread with what is shown of this one, up to a message on whatever version it stands, or whole. Other
   * versions stay behind unless they are wanted. Repeatable with the same `newThreadId`.
   */
  copy: route
    .input(
      z.object({
        threadId: uuid,
        newThreadId: uuid,
        untilMessageId: uuid.optional(),
        title: z.string().max(THREAD_TITLE_LIMIT).optional(),
        withVersions: z.boolean().default(false),
      }),
    )
    .output(thread),
  setMemory: route.input(z.object({ threadId: uuid, remembers: z.boolean() })).output(thread),
  /** Takes it out of every list. It can be brought back. A run on it is stopped. */
  delete: route.input(z.object({ threadId: uuid })).output(z.void()),
  /** Undoes `delete`. */
  restore: route.input(z.object({ threadId: uuid })).output(thread),
}
