// What a writer is given: a thread, its messages as they are read, and how things are said.
import type { Message } from '../../../shared/contract/chat'
import type { LeftOut } from '../../../shared/contract/thread-files'
import type { Language } from '../../../shared/domain/language'
import { readFile } from '../../assistant'
import type { Call } from '../../database/call'
import { pathOf, readThreadToSave } from './thread-to-save'
import type { ThreadToSave } from './thread-to-save'
import { usedLines } from './used-lines'
import { wordsFor } from './words'
import type { FileWords } from './words'

export interface SavedThread {
  thread: ThreadToSave
  words: FileWords
  language: Language
  savedAt: string
  /** A moment as it is read. */
  time(moment: string): string
  /** What is shown of the thread, oldest first; read anew each time it is asked for. */
  messages(): AsyncIterable<Message>
  /** What an answer was made of, line by line; nothing where that is not wanted. */
  usedIn(message: Message): Promise<string[]>
  /** Null when the file is gone. */
  file(fileId: string): Promise<{ mediaType: string; bytes: Uint8Array } | null>
  /** Where a writer says by name what it leaves out. */
  leftOut: LeftOut
}

export interface Saying {
  language: Language
  timeZone?: string | undefined
  withReceipts: boolean
}

/** Throws NOT_FOUND. */
export async function savedThread(call: Call, threadId: string, saying: Saying): Promise<SavedThread> {
  const { language, timeZone, withReceipts } = saying
  const words = wordsFor(language)
  const format = timeFormat(language, timeZone)
  return {
    thread: await readThreadToSave(call, threadId),
    words,
    language,
    savedAt: new Date().toISOString(),
    time: (moment) => format.format(new Date(moment)),
    messages: () => pathOf(call, threadId),
    usedIn: async ({ id, role }) => (withReceipts && role === 'assistant' ? usedLines(call, id, words) : []),
    file: (fileId) =>
      readFile(call, fileId).catch((error: unknown) => {
        if (isGone(error)) return null
        throw error
      }),
    leftOut: { noRoom: [], gone: [] },
  }
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'NOT_FOUND'
}

function timeFormat(language: Language, timeZone: string | undefined): Intl.DateTimeFormat {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  const options = { dateStyle: 'long', timeStyle: 'short' } as const
  try {
    return new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) })
  } catch {
    // A zone this system does not know.
    return new Intl.DateTimeFormat(locale, options)
  }
}
