// The conversation as far back as the model can take it, read page by page from its end.
import type { Message } from '../../../shared/contract/chat'
import type { Call } from '../../database/call'
import { toMessage } from '../to-message'
import type { MessageRow } from '../to-message'
import { tokensOfMessage } from './tokens-of-message'

export const PAGE = 100
/** Past a thousand messages of a few words each, the older ones are for recall. */
const MOST_PAGES = 20

export interface History {
  /** Oldest first. */
  messages: Message[]
  /** There are earlier ones, which were not read. */
  hasEarlier: boolean
}

/**
 * @param newest the last page, as it was read already.
 * @param room tokens; reading ends with the page in which they are used up.
 */
export async function readHistory(
  call: Call,
  { threadId, newest, room }: { threadId: string; newest: readonly MessageRow[]; room: number },
): Promise<History> {
  let messages: Message[] = []
  let left = room
  let rows = newest
  for (let page = 1; ; page += 1) {
    const read = rows.map(toMessage)
    messages = [...read, ...messages]
    const [first] = read
    if (read.length < PAGE || !first) return { messages, hasEarlier: false }
    left -= read.reduce((sum, message) => sum + tokensOfMessage(message), 0)
    if (left < 0 || page === MOST_PAGES) return { messages, hasEarlier: true }
    rows = await call('ai_list_path', { thread_id: threadId, max_rows: PAGE, before_seq: first.seq })
  }
}
