// Forgetting is final: first what would go and what it concerns, then, with exactly that in view, the word.
import { z } from 'zod'
import { route, time, uuid } from './base'

export const forgetTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), threadId: uuid, messageId: uuid }),
  z.object({ kind: z.literal('thread'), threadId: uuid }),
  z.object({ kind: z.literal('memory'), memoryId: uuid }),
  z.object({ kind: z.literal('persona'), personaId: uuid }),
  /** Everything that has all these words as typed; with what else the owner has added by hand. */
  z.object({
    kind: z.literal('query'),
    query: z.string().trim().min(1).max(500),
    messageIds: z.array(uuid).max(200).default([]),
    memoryIds: z.array(uuid).max(200).default([]),
  }),
])
export type ForgetTarget = z.input<typeof forgetTarget>

export const forgetRadius = z.object({
  token: uuid,
  /** Until then the token holds. */
  expiresAt: time,
  /** What goes, by what a person calls it. */
  counts: z.object({
    personas: z.number(),
    threads: z.number(),
    messages: z.number(),
    memories: z.number(),
    files: z.number(),
    receipts: z.number(),
    /** Of messages and memories. */
    vectors: z.number(),
    /** Everything else that is derived from them or belongs to them. */
    others: z.number(),
  }),
  /** The first of them. `reason` says why: asked for, learned from it, merged into it, or quotes it. */
  memories: z.array(
    z.object({
      id: uuid,
      content: z.string(),
      reason: z.enum(['asked', 'source', 'observation', 'merged', 'quotes']).catch('asked'),
    }),
  ),
  /** Sentences that are taken out of notes that stay. */
  noteLines: z.array(z.string()),
  /** Threads that stay and lose their title. */
  titles: z.array(z.string()),
  redactedReceipts: z.number(),
  /** Answers that stay and were made with it. */
  usedInAnswers: z.number(),
  /** Messages that stay and say it, too. */
  quotingMessages: z.number(),
  /** Personas whose instructions stay and say it, too. */
  quotingPersonas: z.number(),
  /** What has the words of a search only in other forms, and stays. */
  alikeMessageIds: z.array(uuid),
  alikeMemoryIds: z.array(uuid),
  /** There is nothing to forget. */
  isEmpty: z.boolean(),
})
export type ForgetRadius = z.infer<typeof forgetRadius>

export const forgetProof = z.object({
  rowsGone: z.number(),
  vectorsGone: z.number(),
  /** Rows in which the words by which it was looked for are still found. */
  found: z.number(),
  /** Tables in which something was looked for. */
  tables: z.array(z.object({ name: z.string(), rowsGone: z.number(), found: z.number() })),
})
export type ForgetProof = z.infer<typeof forgetProof>

export const forgetting = {
  /** Forgets nothing. Throws NOT_FOUND, and RUN_IN_PROGRESS while what it concerns is being answered. */
  preview: route.input(forgetTarget).output(forgetRadius),
  /**
   * Forgets exactly what was shown, in one transaction, or throws CONFLICT when something has changed since. Safe to
   * repeat with the same token. `keepNoteLines`: sentences of the notes that stay after all.
   */
  forget: route
    .input(z.object({ target: forgetTarget, token: uuid, keepNoteLines: z.array(z.string()).max(500).default([]) }))
    .output(forgetProof),
}
