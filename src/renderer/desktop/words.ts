import type { AnswerNote } from '../../shared/contract/desktop'

const outcomes: Record<AnswerNote['outcome'], string> = {
  complete: 'The answer is there.',
  failed: 'The answer could not be finished.',
  asks: 'Waits for your word before going on.',
}

export const words = { outcomes }
