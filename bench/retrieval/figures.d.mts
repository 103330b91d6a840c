import type { Question } from './conversations.mjs'

export function figuresOf(
  questions: Question[],
  byLabel: Map<string, string>,
  retrieve: (question: string) => Promise<string[]>,
): Promise<{ r5: number; r10: number; r20: number; mrr: number }>
