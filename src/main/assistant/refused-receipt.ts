// What becomes of an answer whose receipt the database does not take: it is stored without, and says so.
import type { KithError } from '../../shared/errors'
import type { FinalAnswer } from './answer-writer'

/** One line for whoever started Kith from a terminal. Never what people wrote. */
export type Log = (event: string, reason: string) => void

/** The answer as it is stored and told: its metadata says that there is no receipt, not that nothing was used. */
export function withoutReceipt(answer: FinalAnswer, refusal: KithError): FinalAnswer {
  const metadata = { ...(answer.content['metadata'] as object), receiptRefused: reasonOf(refusal) }
  return { ...answer, content: { ...answer.content, metadata }, receipt: undefined }
}

export function logReceiptRefusal(log: Log, refusal: KithError): void {
  log('a receipt was refused, its answer is stored without it', reasonOf(refusal))
}

/** In the database's words without the values it quotes: a receipt says what was found, and by which words. */
function reasonOf({ code, data, cause }: KithError): string {
  const reason = 'reason' in data && data.reason ? data.reason : code
  const state = (cause as { code?: unknown } | undefined)?.code
  if (typeof state !== 'string') return withoutValues(reason)
  // A constraint that is broken names itself, its table and its column.
  return `${state.startsWith('23') ? reason : withoutValues(reason)} (${state})`
}

function withoutValues(reason: string): string {
  return reason.replace(/".*"/s, '"…"')
}
