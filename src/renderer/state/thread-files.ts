// What somebody wants to do with a thread and a file, from wherever they asked for it. One place does it: features/thread-files.
import { create } from 'zustand'

/** A file of this page, or one that main has been handed by the system. */
export type FileSource = { kind: 'here'; file: File } | { kind: 'handed'; fileId: string; name: string }

type Wish =
  | { kind: 'save'; threads: readonly { id: string; name: string }[] }
  | { kind: 'print'; threadId: string }
  | { kind: 'open'; id: string; source: FileSource }

interface ThreadFiles {
  wish: Wish | null
  /** Opened one after the other. */
  next: readonly FileSource[]
}

export const useThreadFiles = create<ThreadFiles>()(() => ({ wish: null, next: [] }))

export function saveThreads(threads: readonly { id: string; name: string }[]): void {
  useThreadFiles.setState({ wish: { kind: 'save', threads } })
}

export function printThread(threadId: string): void {
  useThreadFiles.setState({ wish: { kind: 'print', threadId } })
}

export function openThreadFiles(sources: readonly FileSource[]): void {
  const { wish, next } = useThreadFiles.getState()
  useThreadFiles.setState({ next: [...next, ...sources] })
  if (wish === null || wish.kind === 'print') endWish()
}

/** It is done, or not wanted any more; the next file is opened. */
export function endWish(): void {
  const [source, ...next] = useThreadFiles.getState().next
  useThreadFiles.setState({ wish: source ? { kind: 'open', id: crypto.randomUUID(), source } : null, next })
}
