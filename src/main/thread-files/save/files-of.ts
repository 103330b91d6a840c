import type { ThreadFileKind } from '../../../shared/contract/thread-files'
import type { Call } from '../../database/call'
import type { FileOfThread } from '../create-thread-files'
import { fileNameOf, toldApart } from './file-name'
import { htmlOf } from './html'
import type { OpenWriting } from './write-in-thread'
import { kithOf } from './kith'
import { markdownOf } from './markdown'
import { savedThread } from './saved-thread'
import type { SavedThread, Saying } from './saved-thread'

interface Wish extends Saying {
  threadIds: readonly string[]
  kind: ThreadFileKind
}

const endings: Record<ThreadFileKind, string> = { markdown: '.md', html: '.html', kith: '.kith' }

/** A file of each thread, written as it is asked for. Throws NOT_FOUND. */
export async function filesOf(
  call: Call,
  wish: Wish,
  version: string,
  openWriting: OpenWriting,
): Promise<FileOfThread[]> {
  const { threadIds, kind, ...saying } = wish
  const threads: SavedThread[] = []
  for (const threadId of new Set(threadIds)) threads.push(await savedThread(call, threadId, saying))
  const names = toldApart(
    threads.map(({ thread, words }) => fileNameOf(titleIn(thread, words.untitled), endings[kind])),
  )
  return threads.map((thread, at) => ({
    name: names[at] ?? '',
    pieces: () => piecesOf(call, kind, thread, version, openWriting),
    leftOut: thread.leftOut,
  }))
}

/** As a page to print. */
export async function* pageOf(
  call: Call,
  threadId: string,
  saying: Saying,
  openWriting: OpenWriting,
): AsyncGenerator<string> {
  yield* htmlOf(await savedThread(call, threadId, saying), openWriting)
}

function piecesOf(
  call: Call,
  kind: ThreadFileKind,
  thread: SavedThread,
  version: string,
  openWriting: OpenWriting,
): AsyncGenerator<string> {
  if (kind === 'markdown') return markdownOf(thread)
  return kind === 'html' ? htmlOf(thread, openWriting) : kithOf(call, thread, version)
}

function titleIn({ title, opening }: SavedThread['thread'], untitled: string): string {
  return title ?? (opening.split('\n')[0] || untitled)
}
