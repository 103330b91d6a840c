// Entry of the thread a file is read in. It stays for as long as the file is open, and hands over what is asked for in pieces:
// whatever is in the file, main never has all of it to take in at once.
import { parentPort, workerData } from 'node:worker_threads'
import type { OpenedThread } from '../../../shared/contract/thread-files'
import type { ThreadFile, ThreadFileAttachment, ThreadFileMessage } from '../../../shared/domain/thread-file'
import { KithError } from '../../../shared/errors'
import type { ErrorDataOf } from '../../../shared/errors'
import { lookInto } from './look'
import { readThreadFile } from './read-thread-file'

export interface FileToRead {
  bytes: Uint8Array
  name: string
}

/** What it says first. */
export type Looked = { looked: OpenedThread } | { refused: ErrorDataOf<'THREAD_FILE_REFUSED'> }

/** What it can be asked afterwards, and what it answers, in order. `from` counts messages, `at` files. */
export type Asked = { for: 'thread' } | { for: 'messages'; from: number } | { for: 'file'; at: number }
export interface Answers {
  thread: ThreadFile['thread']
  /** As many as are taken in at once; none after the last. */
  messages: ThreadFileMessage[]
  /** Null after the last. */
  file: ThreadFileAttachment | null
}

/** Characters of JSON that are handed over at once. A message that is longer goes alone. */
const AT_ONCE = 2_000_000

const { bytes, name } = workerData as FileToRead
const file = read()
if (file) parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(answer(file, asked)))

function read(): ThreadFile | null {
  try {
    const found = readThreadFile(bytes, name)
    tell({ looked: lookInto(found) })
    return found
  } catch (error) {
    if (!(error instanceof KithError) || error.code !== 'THREAD_FILE_REFUSED') throw error
    tell({ refused: error.data as ErrorDataOf<'THREAD_FILE_REFUSED'> })
    return null
  }
}

function tell(first: Looked): void {
  parentPort?.postMessage(first)
}

function answer({ thread, messages, files }: ThreadFile, asked: Asked): Answers[keyof Answers] {
  if (asked.for === 'thread') return thread
  if (asked.for === 'file') return files[asked.at] ?? null
  let end = asked.from
  for (let length = 0; end < messages.length && length < AT_ONCE; end++) length += JSON.stringify(messages[end]).length
  return messages.slice(asked.from, end)
}
