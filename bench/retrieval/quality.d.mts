import type { Question } from './conversations.mjs'

export interface Quality {
  at5: number
  at10: number
  at20: number
  reciprocalRank: number
}

export function measureQuality(
  questions: Question[],
  byLabel: Map<string, string>,
  retrieve: (question: Question) => Promise<string[]>,
): Promise<Quality>
