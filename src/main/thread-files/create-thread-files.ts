// Threads as files: what the routes ask for. Where a file lies is the host's business, and what is in one is written and read
// beside this. Their code is loaded when it is needed first.
import type {
  LeftOut,
  OpenedThread,
  PlacedFiles,
  SavedThreads,
  ThreadFileKind,
} from '../../shared/contract/thread-files'
import type { Language } from '../../shared/domain/language'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { ThreadRow, Wanted } from './open/bring-in'
import { createHandedFiles } from './open/handed-files'
import type { HandedFiles } from './open/handed-files'
import type { OpenedFiles } from './open/opened-files'

export interface FileToSave {
  /** Fit for every system. */
  name: string
  /** Its text, read as it is written, once. */
  pieces(): AsyncIterable<string>
}

export interface FileOfThread extends FileToSave {
  /** What is missing in it, known when it is written. */
  leftOut: Readonly<LeftOut>
}

/**
 * Puts files where their owner wants them; each has a name of its own.
 * @param pageId which page of the desktop app asks for it; null for a page of a browser
 */
export type SaveFiles = (files: readonly FileToSave[], pageId: number | null) => Promise<PlacedFiles>

interface Wish {
  threadIds: readonly string[]
  kind: ThreadFileKind
  withReceipts: boolean
  language: Language
  timeZone?: string | undefined
}

export interface ThreadFiles {
  /** `pageId` as `SaveFiles` takes it. Throws NOT_FOUND, THREAD_NOT_SAVED. */
  save(call: Call, wish: Wish, pageId: number | null): Promise<SavedThreads>
  print(
    call: Call,
    wish: { threadId: string; language: Language; timeZone?: string | undefined },
  ): AsyncIterable<string>
  begin: (...file: Parameters<OpenedFiles['begin']>) => Promise<void>
  part: (...part: Parameters<OpenedFiles['part']>) => Promise<void>
  handed: HandedFiles['watch']
  look(fileId: string): Promise<OpenedThread>
  bringIn(call: Call, fileId: string, wanted: Wanted): Promise<ThreadRow[]>
  drop(fileId: string): Promise<void>
  /** The system wants a file opened. */
  openPath(path: string): Promise<void>
}

/**
 * @param version of this Kith
 * @param page absolute path of the built page, whose worker colours code
 */
export function createThreadFiles(saveFiles: SaveFiles | undefined, version: string, page: string): ThreadFiles {
  const handed = createHandedFiles()
  const opened = once(async () => {
    const [{ createOpenedFiles }, { readingThreadPath }] = await Promise.all([
      import('./open/opened-files'),
      import('./open/reading-thread-path'),
    ])
    return createOpenedFiles(readingThreadPath)
  })
  const saving = () => import('./save/files-of')
  async function openWriting(language: Language) {
    const [{ writeInThread }, { writingThreadPath: thread }, { pageColourerIn }] = await Promise.all([
      import('./save/write-in-thread'),
      import('./save/writing-thread-path'),
      import('./save/page-colourer'),
    ])
    return writeInThread({ thread, colourer: await pageColourerIn(page) }, language)
  }
  return {
    async save(call, wish, pageId) {
      if (!saveFiles) throw new KithError('NOT_ALLOWED', { reason: 'Files cannot be saved from here.' })
      const { filesOf } = await saving()
      const files = await filesOf(call, wish, version, openWriting)
      const placed = await saveFiles(files, pageId)
      const noRoom = files.flatMap(({ leftOut }) => leftOut.noRoom)
      return { placed, leftOut: { noRoom, gone: files.flatMap(({ leftOut }) => leftOut.gone) } }
    },
    async *print(call, { threadId, ...saying }) {
      const { pageOf } = await saving()
      yield* pageOf(call, threadId, { ...saying, withReceipts: false }, openWriting)
    },
    begin: async (file) => (await opened()).begin(file),
    part: async (part) => (await opened()).part(part),
    handed: (signal) => handed.watch(signal),
    look: async (fileId) => (await (await opened()).read(fileId)).looked,
    async bringIn(call, fileId, wanted) {
      const [files, { bringIn }] = await Promise.all([opened(), import('./open/bring-in')])
      const read = await files.read(fileId)
      return read.bringIn((file) => bringIn(call, file, wanted))
    },
    drop: async (fileId) => (await opened()).drop(fileId),
    openPath: async (path) => handed.hand((await opened()).ofPath(path)),
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}
