// How much a model takes at once, and how that is divided.
import type { RecallAmount } from '../../../shared/domain/persona-settings'
import { RECALL_BUDGET } from '../recall/choose-recalled'

/** Where nobody knows: every hosted model of the last years takes at least this. */
const CAREFUL = 32_000
/** A server on this computer may give a model little, and cut off the rest without a word. */
const CAREFUL_NEAR = 8_000
/** Of the window, kept for the answer when nobody said how long it may be. */
const SHARE_OF_ANSWER = 1 / 4
const LONGEST_ANSWER = 16_000
/** Estimates are a few per cent off; of the window, left alone. */
const SHARE_OF_ERROR = 1 / 20

export interface ContextWindow {
  /** As somebody knows it; null when nobody does. */
  size: number | null
  /** What Kith fills at most. */
  limit: number
  /** Kept for the answer. */
  reserve: number
}

/** A model that is known by nothing but its name. */
export const unknownWindow = windowOf(null, {})

export function windowOf(
  size: number | null,
  {
    maxOutputTokens,
    isNear = false,
    careful = isNear ? CAREFUL_NEAR : CAREFUL,
  }: { maxOutputTokens?: number | undefined; isNear?: boolean | undefined; careful?: number },
): ContextWindow {
  const limit = size ?? careful
  // However long the answer may be, half is for what is asked.
  const reserve = Math.floor(
    Math.min(maxOutputTokens ?? LONGEST_ANSWER, limit * SHARE_OF_ANSWER * (maxOutputTokens ? 2 : 1)),
  )
  return { size, limit, reserve }
}

/** For everything that is not the answer. */
export function roomIn({ limit, reserve }: ContextWindow): number {
  return Math.floor((limit - reserve) * (1 - SHARE_OF_ERROR))
}

/** For what is recalled: a small window is not filled with old conversations. */
export function roomForRecall(window: ContextWindow, amount: RecallAmount = 'usual'): number {
  return Math.min(RECALL_BUDGET * timesTheUsual[amount], Math.floor(roomIn(window) / 5))
}

const timesTheUsual: Record<RecallAmount, number> = { little: 0.4, usual: 1, much: 3 }
