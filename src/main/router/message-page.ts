// A page of a path as the contract gives it. The database gives rows; whether there are more on either side is seen by
// asking for some more than wanted.
import type { MessagePage } from '../../shared/contract/chat'
import { toMessage } from '../assistant'
import type { Call } from '../database/call'

interface PageAsked {
  threadId: string
  before?: number | undefined
  after?: number | undefined
  around?: string | undefined
  limit: number
}

export async function readMessagePage(call: Call, { threadId, before, after, around, limit }: PageAsked) {
  const place = { before_seq: before, after_seq: after, around_id: around }
  const more = around === undefined ? 1 : 2
  const rows = await call('ai_list_path', { thread_id: threadId, max_rows: limit + more, ...place })
  const messages = rows.map(toMessage)
  if (around !== undefined) return cutAround(messages, around, limit)
  return after === undefined
    ? { messages: messages.slice(-limit), hasEarlier: messages.length > limit, hasLater: before !== undefined }
    : { messages: messages.slice(0, limit), hasEarlier: true, hasLater: messages.length > limit }
}

/** Of two more than wanted, one on each side says that there are more there, unless that side has come to its end. */
function cutAround(messages: MessagePage['messages'], around: string, limit: number): MessagePage {
  const wanted = limit + 2
  const middle = messages.findIndex(({ id }) => id === around)
  // It is on no path: which side a message stands on is not known here, and asking further finds out.
  if (middle === -1) return { messages, hasEarlier: true, hasLater: true }
  const hasLater = messages.length - 1 - middle >= Math.floor(wanted / 2)
  const hasEarlier = messages.length === wanted
  return { messages: messages.slice(hasEarlier ? 1 : 0, hasLater ? -1 : undefined), hasEarlier, hasLater }
}
