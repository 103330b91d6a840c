// What an answer was made of: what went into the prompt, and what was considered and left out.
import { z } from 'zod'
import { messageRole } from '../domain/message'
import { route, time, uuid } from './base'

const itemKind = z.enum(['message', 'memory'])

/** A message or memory that was offered for an answer. */
export const receiptItem = z.object({
  kind: itemKind,
  /** Null when it was forgotten since. */
  id: uuid.nullable(),
  used: z.boolean(),
  /** Why it was left out. */
  reason: z.enum(['distant', 'duplicate', 'budget', 'not sent', 'not relevant', 'what if']).nullable().catch(null),
  /** What became of it since. */
  state: z.enum(['present', 'changed', 'deleted', 'forgotten']),
  /** As it reads now; null when it is gone. */
  said: z.string().nullable(),
  role: messageRole.nullable(),
  threadId: uuid.nullable(),
  threadTitle: z.string().nullable(),
  personaId: uuid.nullable(),
  saidAt: time.nullable(),
  /** Place among its kind, from 1; null for a message that only stood beside one that was found. */
  rank: z.number().nullable(),
  score: z.number().nullable(),
  /** 0 to 1: how much of what was asked is in it; null for one that was not looked for, and for receipts of before. */
  closeness: z.number().min(0).max(1).nullable().catch(null),
  /** What it was found by; null for one that was not looked for, and for receipts of before. */
  foundBy: z.enum(['words', 'meaning', 'both']).nullable(),
  /** The words it was found by, as they are written in it. */
  words: z.array(z.string()),
  tokens: z.number().nullable(),
  /** When its owner said that it is not relevant here: it is not recalled for this any more. */
  irrelevantSince: time.nullable().catch(null),
})
export type ReceiptItem = z.infer<typeof receiptItem>

/** What an answer cost, by a list of prices of that day. */
export const cost = z.object({
  amount: z.number(),
  currency: z.string(),
  /** Of the list. Null for a model on this computer, which costs nothing. */
  asOf: z.string().nullable(),
  /** Whose list: Kith's, the provider's own, the owner's. */
  source: z.enum(['kith', 'provider', 'owner', 'local']),
})
export type Cost = z.infer<typeof cost>

/** A file the conversation shows. */
export const receiptFile = z.object({
  /** Null when it is gone, and its name with it. */
  id: uuid.nullable(),
  name: z.string().nullable(),
  used: z.boolean(),
  /** Why the model was not given it. */
  reason: z.enum(['not taken', 'budget', 'repeated', 'gone', 'unreadable']).nullable().catch(null),
  tokens: z.number().nullable(),
})
export type ReceiptFile = z.infer<typeof receiptFile>

/** The notes, as they are now. */
export const receiptNotes = z.object({
  id: uuid,
  version: z.number(),
  content: z.string(),
  /** They say something else since. */
  isChanged: z.boolean(),
  /** How many of their lines were left out, because their owner asked what would be without them. */
  leftOut: z.number(),
})
export type ReceiptNotes = z.infer<typeof receiptNotes>

export const receipt = z.object({
  runId: uuid,
  provider: z.string().nullable(),
  model: z.string().nullable(),
  /** As the provider counted them; null when it did not. */
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  /** Of the input: known to the provider from before. Of the output: thought and not said. */
  cachedTokens: z.number().nullable(),
  reasoningTokens: z.number().nullable(),
  /** Null when no price is known. */
  cost: cost.nullable().catch(null),
  /** Earlier messages of the thread that had no room; `isMore`: at least so many. */
  dropped: z.object({ messages: z.number(), isMore: z.boolean() }).nullable().catch(null),
  items: z.array(receiptItem),
  files: z.array(receiptFile),
  /** Null when there were none, or they are gone. */
  notes: receiptNotes.nullable(),
  /** Tokens of everything else that was given. Estimated where the provider counted nothing. */
  given: z.object({
    instructions: z.number(),
    notes: z.number(),
    history: z.number(),
    messages: z.number(),
    tools: z.number(),
  }),
})
export type Receipt = z.infer<typeof receipt>

export const receipts = {
  /** Of every run that wrote this answer, newest first; none for an answer that was made elsewhere. */
  ofMessage: route.input(z.object({ messageId: uuid })).output(z.array(receipt)),
  /**
   * Something is not relevant to what an answer was given to, or is after all. It is not recalled any more in that thread, nor
   * where much the same is asked elsewhere. Safe to repeat. Throws NOT_FOUND.
   */
  setRelevance: route
    .input(z.object({ answerId: uuid, kind: itemKind, id: uuid, isRelevant: z.boolean() }))
    .output(z.void()),
}
