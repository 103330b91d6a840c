// What the database brings to mind: one message or memory, and why.
import type { Json } from '../../database/database.types'

export interface Recalled {
  kind: 'message' | 'memory'
  id: string
  /** Of a memory: as it was read. */
  version: number | null
  /** Where a message was said; where a memory comes from, when that is known. */
  threadId: string | null
  /** Order within the thread; null for a memory. */
  seq: number | null
  role: 'user' | 'assistant' | null
  text: string
  /** ISO time. */
  saidAt: string
  /** Place among its kind, from 1; null for a message that only stands beside one that was found. */
  rank: number | null
  score: number | null
  /** What the score is made of. */
  parts: Json
  /** 0 to 1: how much of what was asked is in it. */
  closeness: number
}

/** Why something that was found is not in the prompt. */
export type LeftOut = 'distant' | 'duplicate' | 'budget' | LeftOutByOwner

/** Marked as not relevant, or asked to be left out to see what the answer would be. */
export type LeftOutByOwner = 'not relevant' | 'what if'
