// What a database has to hold, because it was acknowledged: messages by id, and how far each answer had come.
import type { Call } from '../../database/call'

export interface Expected {
  /** Id → text. */
  saved: Record<string, string>
  /** Id of an answer → the last number in it. A later one may be there, too: its writer was killed before it could say so. */
  streamed: Record<string, number>
}

export const textContent = (text: string) => ({ format: 2, parts: [{ type: 'text', text }] })

const AT_ONCE = 500

/** What of it is missing or not as it was acknowledged. */
export async function lostOf(call: Call, { saved, streamed }: Expected): Promise<string[]> {
  const found = await textsOf(call, [...Object.keys(saved), ...Object.keys(streamed)])
  return [
    ...Object.entries(saved).filter(([id, text]) => found.get(id) !== text),
    ...Object.entries(streamed).filter(([id, n]) => Number(found.get(id) ?? -1) < n),
  ].map(([id]) => id)
}

/** Those of the messages that are there, with their texts. */
export async function textsOf(call: Call, ids: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await call('ai_messages_by_id', { message_ids: ids.slice(at, at + AT_ONCE) })
    for (const { message_id: id, content } of rows) {
      found.set(id ?? '', (content as unknown as ReturnType<typeof textContent>).parts.map(({ text }) => text).join(''))
    }
  }
  return found
}
