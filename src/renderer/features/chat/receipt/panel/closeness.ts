// How much of what was asked is in something, in words: by quarters. The number stands in the tooltip.
import type { ReceiptItem } from '../../../../../shared/contract/receipts'

export type Closeness = 'very close' | 'close' | 'loose' | 'distant'

const steps = [
  { from: 0.75, word: 'very close', ticks: 4 },
  { from: 0.5, word: 'close', ticks: 3 },
  { from: 0.25, word: 'loose', ticks: 2 },
  { from: 0, word: 'distant', ticks: 1 },
] as const

export interface Measured {
  word: Closeness
  /** Of four. */
  ticks: number
  percent: number
}

/** Null where nobody measured: it only stood beside, or nobody looked for it. */
export function measuredOf({ closeness }: Pick<ReceiptItem, 'closeness'>): Measured | null {
  const step = closeness === null ? undefined : steps.find(({ from }) => closeness >= from)
  return step ? { word: step.word, ticks: step.ticks, percent: Math.round((closeness ?? 0) * 100) } : null
}
