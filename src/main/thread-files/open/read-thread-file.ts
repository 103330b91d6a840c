// From the bytes of a file to a thread that may be believed: its form, its tree and its times. Whoever made it may have made
// anything, so nothing is repaired: what is not as Kith writes it is refused.
import { storableFileName } from '../../../shared/domain/attachment'
import { THREAD_FILE_LIMIT, THREAD_FILE_MESSAGES_LIMIT } from '../../../shared/domain/limits'
import { nestingOf } from '../../../shared/domain/nesting'
import { THREAD_FILE_VERSION, threadFile, threadFileKind } from '../../../shared/domain/thread-file'
import type { ThreadFile, ThreadFileMessage } from '../../../shared/domain/thread-file'
import { KithError } from '../../../shared/errors'
import type { ErrorDataOf } from '../../../shared/errors'
import { tameValues } from './tame-values'

/** Arrays and objects within one another: more than any tool gives back, and few enough for every reader. */
const NESTING_LIMIT = 500

/** Throws THREAD_FILE_REFUSED. */
export function readThreadFile(bytes: Uint8Array, name: string): ThreadFile {
  if (bytes.length > THREAD_FILE_LIMIT) throw refused(name, 'too-large')
  const text = decode(bytes)
  if (text === null || !/^\s*\{/.test(text)) throw refused(name, 'not-kith')
  if (nestingOf(text) > NESTING_LIMIT) throw refused(name, 'damaged')
  let found: unknown
  try {
    found = tameValues(JSON.parse(text))
  } catch {
    throw refused(name, /^\s*\{\s*"format"\s*:\s*"kith\.thread"/.test(text) ? 'damaged' : 'not-kith')
  }
  const kind = threadFileKind.safeParse(found)
  if (!kind.success) throw refused(name, 'not-kith')
  if (kind.data.version > THREAD_FILE_VERSION) throw refused(name, 'newer')
  // Before each is looked at.
  const { messages } = found as { messages?: unknown }
  if (Array.isArray(messages) && messages.length > THREAD_FILE_MESSAGES_LIMIT) throw refused(name, 'too-many-messages')
  const file = threadFile.safeParse(found)
  if (!file.success || !isTree(file.data.messages) || hasTwice(file.data.files)) throw refused(name, 'damaged')
  return file.data
}

export function refused(name: string, why: ErrorDataOf<'THREAD_FILE_REFUSED'>['why']): KithError {
  return new KithError('THREAD_FILE_REFUSED', { name: storableFileName(name), why })
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Each message follows one before it, so nothing goes in a circle; and what is shown is one line from its beginning. */
function isTree(messages: readonly ThreadFileMessage[]): boolean {
  const shown = new Map<string, boolean>()
  let end: string | null = null
  for (const message of messages) {
    const follows = message.follows === null ? true : shown.get(message.follows)
    if (follows === undefined || shown.has(message.id)) return false
    if (message.shown) {
      if (message.follows !== end) return false
      end = message.id
    }
    shown.set(message.id, message.shown)
  }
  return true
}

function hasTwice(files: ThreadFile['files']): boolean {
  return new Set(files.map(({ id }) => id.toLowerCase())).size !== files.length
}
