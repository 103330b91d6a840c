// One search over everything: messages, memories, threads by their titles, and metadata.
import { z } from 'zod'
import { route, time, uuid } from './base'

export const foundKind = z.enum(['message', 'memory', 'thread', 'metadata'])
export type FoundKind = z.infer<typeof foundKind>

export const foundPart = z.enum(['file', 'link', 'code', 'memory', 'metadata'])
export type FoundPart = z.infer<typeof foundPart>

export const found = z.object({
  kind: foundKind,
  /** Of the message, memory, thread or entry of metadata. */
  id: uuid,
  /** Where it can be looked at; null for a memory that came from nowhere and for what is about a persona. */
  threadId: uuid.nullable(),
  /** Of the message, or the one that metadata is about. */
  messageId: uuid.nullable(),
  memoryId: uuid.nullable(),
  personaId: uuid.nullable(),
  /** Of its thread, or what the metadata is about; null while it has no name. */
  title: z.string().nullable(),
  /** Of metadata. */
  key: z.string().nullable(),
  role: z.enum(['user', 'assistant']).nullable(),
  memoryKind: z.string().nullable(),
  /** Of a message: whether it stands on the path one reads. */
  isShown: z.boolean(),
  /** Of a memory: active, archived or proposed. */
  status: z.string().nullable(),
  at: time,
  /** What was found stands between the signs 2 and 3. */
  snippet: z.string(),
})
export type Found = z.infer<typeof found>

export const searchFilters = z.object({
  /** Undefined: of every persona; null: of none. */
  personaId: uuid.nullable().optional(),
  role: z.enum(['user', 'assistant']).optional(),
  since: time.optional(),
  until: time.optional(),
  tags: z.array(z.string().min(1).max(128)).max(20).default([]),
  has: z.array(foundPart).default([]),
})

export const searchPage = z.object({
  items: z.array(found),
  /** Where the next page begins; null behind the last. */
  next: z.number().nullable(),
  /** Of each kind, 100 at most. */
  counts: z.object({ message: z.number(), memory: z.number(), thread: z.number(), metadata: z.number() }),
  /** Words that are nowhere as they were typed, and what was taken for them. */
  corrected: z.array(z.object({ typed: z.string(), meant: z.string() })),
  /** In milliseconds. */
  took: z.number(),
  /** What is meant was looked for, too; or no vector came in time, or no model for it is chosen. */
  meaning: z.enum(['used', 'missing', 'off']),
})
export type SearchPage = z.infer<typeof searchPage>

export const search = {
  /** One page of what answers a query, best first; without one, the newest. */
  find: route
    .input(
      searchFilters.extend({
        query: z.string().max(2_000),
        /** Undefined: all of them. */
        kind: foundKind.optional(),
        /** Asks the model that makes vectors, where one is chosen; without it the answer is there at once. */
        byMeaning: z.boolean().default(false),
        skip: z.int().min(0).max(1_000).default(0),
        limit: z.int().min(1).max(100).default(40),
      }),
    )
    .output(searchPage),
}
