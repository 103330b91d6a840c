// Where a file stands in a prompt until the prompt leaves. A mark holds which file it is; nobody can write one, for it has
// a number in it that is new with every start.
import type { Attachment } from '../../../shared/domain/attachment'

const secret = crypto.randomUUID()
const beginning = `[attachment ${secret} `

/** @param messageId the same file may be shown by several messages */
export function markOf(attachment: Attachment, messageId: string): string {
  return `${beginning}${JSON.stringify({ ...attachment, messageId })}]`
}

/** Null for every other text. */
export function readMark(text: string): Attachment | null {
  if (!text.startsWith(beginning) || !text.endsWith(']')) return null
  return JSON.parse(text.slice(beginning.length, -1)) as Attachment
}
