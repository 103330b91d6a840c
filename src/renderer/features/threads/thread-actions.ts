// What one can do with a thread, from its title, its row or its menu.
import { create } from 'zustand'
import type { Thread } from '../../../shared/contract/threads'
import { useForgetting } from '../../state/forgetting'
import { useOpen } from '../../state/open'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries, rpc } from '../../wire/rpc'
import { knownThreads, titleOf } from './threads-query'
import { words } from './words'

interface ThreadActions {
  /** The thread whose title is being written. */
  renamingId: string | null
  /** Why the last deletion, or its undoing, did not work. */
  error: ErrorInWords | null
}

export const useThreadActions = create<ThreadActions>()(() => ({ renamingId: null, error: null }))

export const startRenaming = (threadId: string) => useThreadActions.setState({ renamingId: threadId })
export const stopRenaming = () => useThreadActions.setState({ renamingId: null })
export const forgetError = () => useThreadActions.setState({ error: null })

/** Opens a thread under its own persona. */
export function openThread(thread: Thread, keepFocus: boolean): void {
  useOpen.getState().openThread(thread.id, { keepFocus, personaId: thread.personaId })
}

/** Saves a title. Throws when that fails, so that the field can keep it. */
export async function renameThread(threadId: string, title: string): Promise<void> {
  const thread = await rpc.threads.rename({ threadId, title: title.trim() })
  queryClient.setQueryData(queries.threads.get.queryKey({ input: { threadId } }), thread)
  await readListAgain()
}

/** Deletes, goes on to the next thread, and offers to undo. */
export async function deleteThread(thread: Thread): Promise<void> {
  forgetError()
  const wasOpen = useOpen.getState().threadId === thread.id
  const next = neighbourOf(thread)
  try {
    await rpc.threads.delete({ threadId: thread.id })
  } catch (error) {
    useThreadActions.setState({ error: wordsOf(error) })
    return
  }
  useOpen.getState().leaveThread(thread.id, next?.id ?? null)
  await readListAgain()
  focusRow(next)
  showUndo(words.deleted, words.undo, () => void restoreThread(thread, wasOpen))
}

/** Asks whether it is to be forgotten for good. */
export function forgetThread(thread: Thread): void {
  const next = neighbourOf(thread)
  useForgetting.getState().begin({
    target: { kind: 'thread', threadId: thread.id },
    name: words.thread(titleOf(thread)),
    onGone: () => useOpen.getState().leaveThread(thread.id, next?.id ?? null),
  })
}

async function restoreThread(thread: Thread, wasOpen: boolean): Promise<void> {
  try {
    const restored = await rpc.threads.restore({ threadId: thread.id })
    queryClient.setQueryData(queries.threads.get.queryKey({ input: { threadId: thread.id } }), restored)
    await readListAgain()
    if (wasOpen) openThread(restored, false)
  } catch (error) {
    useThreadActions.setState({ error: wordsOf(error) })
  }
}

function neighbourOf(thread: Thread): Thread | null {
  const threads = knownThreads(thread.personaId)
  const index = threads.findIndex(({ id }) => id === thread.id)
  return threads[index + 1] ?? threads[index - 1] ?? null
}

function readListAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: queries.threads.list.key() })
}

// The row that took the deleted one's place, or the list's heading when there is none.
function focusRow(thread: Thread | null): void {
  requestAnimationFrame(() => {
    const row = thread && document.querySelector<HTMLElement>(`[role=option][data-value="${thread.id}"]`)
    const heading = document.querySelector<HTMLElement>('[data-threads-heading]')
    ;(row ?? heading)?.focus()
  })
}
