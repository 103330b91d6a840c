// The receipt of an answer as a list: what went into its prompt, as it reads now.
import type { Call } from '../../database/call'
import type { FileWords } from './words'

/** Of one thing, in a list. */
const LONGEST = 300

/** None for an answer that was made of nothing else than what stands before it. */
export async function usedLines(call: Call, messageId: string, words: FileWords): Promise<string[]> {
  const receipts = await call('ai_receipt_of_message', { message_id: messageId })
  const lines = receipts
    .flatMap(({ items }) => items ?? [])
    .filter(({ used }) => used)
    .flatMap(({ kind, said }) => {
      if (kind === 'working_memory') return [words.notes]
      if (said === null || (kind !== 'memory' && kind !== 'message')) return []
      return [`${words[kind]}: ${shortened(said)}`]
    })
  return [...new Set(lines)]
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line
}
