// What a notification says of an answer that is over.
import type { Message } from '../../shared/contract/chat'
import type { AnswerNote } from '../../shared/contract/desktop'
import { isWaiting } from '../../shared/domain/approval'
import { glimpse } from '../../shared/domain/glimpse'
import { textOfContent } from '../../shared/domain/message'

/** As much as a notification shows anywhere. */
const LONGEST = 140

/** Null: nobody is told. Whoever stopped it knows, and what Kith itself has ended is told where it is opened again. */
export function outcomeOf(answer: Message): AnswerNote['outcome'] | null {
  if (isWaiting(answer)) return 'asks'
  if (answer.status === 'complete') return 'complete'
  const last = answer.content.parts.at(-1) as { error?: { name?: string } } | undefined
  return answer.status === 'failed' && last?.error?.name !== 'RUN_INTERRUPTED' ? 'failed' : null
}

/** How it begins, without marks of Markdown; null where it says nothing. */
export function firstLineOf(answer: Pick<Message, 'content'>): string | null {
  const line = glimpse(textOfContent(answer.content))
    .split('\n')
    .find((one) => one.trim() !== '')
  if (line === undefined) return null
  const signs = [...line.trim()]
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join('')}…` : signs.join('')
}
