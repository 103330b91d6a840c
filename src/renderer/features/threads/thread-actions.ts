// What one can do with a thread, or with several, from a title, a row, a menu or a key.
import { create } from 'zustand'
import type { Thread } from '../../../shared/contract/threads'
import { useForgetting } from '../../state/forgetting'
import { useOpen } from '../../state/open'
import { hideThread, showThread } from '../../state/threads'
import { showUndo } from '../../ui/Toaster'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { listedThreads } from './listed'
import { selectNone } from './selection'
import { titleOf } from './title-of'
import { words } from './words'

interface ThreadActions {
  /** The thread whose title is being written. */
  renamingId: string | null
  /** Why the last change, or its undoing, did not work. */
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

/** Opens it and makes its title a field. */
export function renameInPlace(thread: Thread): void {
  openThread(thread, true)
  startRenaming(thread.id)
}

/** Saves a title. Throws when that fails, so that the field can keep it. */
export async function renameThread(threadId: string, title: string): Promise<void> {
  showThread(await rpc.threads.rename({ threadId, title: title.trim() }))
}

export async function setPinned(threads: readonly Thread[], pinned: boolean): Promise<void> {
  // What is so already is not done, nor undone.
  const others = threads.filter((thread) => thread.pinned !== pinned)
  const changed = await each(others, (thread) => update(thread.id, { pinned }))
  if (changed.length === 0) return
  selectNone()
  const undo = () => each(changed, (thread) => update(thread.id, { pinned: !pinned }))
  showUndo(words.done[pinned ? 'pin' : 'unpin'](changed.length), words.undo, () => void undo())
}

/** Puts away, or takes out again; goes on to the next thread, and offers to undo. */
export async function setArchived(threads: readonly Thread[], archived: boolean): Promise<void> {
  const change = (isArchived: boolean) => (thread: Thread) => update(thread.id, { archived: isArchived })
  const others = threads.filter((thread) => thread.archived !== archived)
  await takeAway(others, change(archived), change(!archived), words.done[archived ? 'archive' : 'unarchive'])
}

/** Deletes, goes on to the next thread, and offers to undo. */
export async function deleteThreads(threads: readonly Thread[]): Promise<void> {
  await takeAway(
    threads,
    async ({ id }) => {
      await rpc.threads.delete({ threadId: id })
      hideThread(id)
    },
    async ({ id }) => showThread(await rpc.threads.restore({ threadId: id })),
    words.done.delete,
  )
}

/** Asks whether it is to be forgotten for good. */
export function forgetThread(thread: Thread): void {
  const next = neighbourOf([thread])
  useForgetting.getState().begin({
    target: { kind: 'thread', threadId: thread.id },
    name: words.thread(titleOf(thread)),
    onGone() {
      hideThread(thread.id)
      useOpen.getState().leaveThread(thread.id, next?.id ?? null)
    },
  })
}

/** Out of the list it is in, with the way back. */
async function takeAway(
  threads: readonly Thread[],
  take: (thread: Thread) => Promise<void>,
  bring: (thread: Thread) => Promise<void>,
  say: (count: number) => string,
): Promise<void> {
  const next = neighbourOf(threads)
  const hadFocus = isInSidebar()
  const openId = useOpen.getState().threadId
  const taken = await each(threads, take)
  if (taken.length === 0) return
  const wasOpen = taken.find(({ id }) => id === openId)
  for (const { id } of taken) useOpen.getState().leaveThread(id, next?.id ?? null)
  selectNone()
  if (hadFocus || wasOpen) focusRow(next)
  showUndo(say(taken.length), words.undo, () => {
    void each(taken, bring).then((back) => {
      const again = back.find(({ id }) => id === wasOpen?.id)
      if (again) openThread(again, isInSidebar())
    })
  })
}

const isInSidebar = () => document.activeElement?.closest('[data-pane=sidebar]') != null

async function update(threadId: string, change: { pinned?: boolean; archived?: boolean }): Promise<void> {
  showThread(await rpc.threads.update({ threadId, ...change }))
}

/** Does it with each, a few at a time. Returns those it worked with; why it did not with others is said. */
async function each(threads: readonly Thread[], act: (thread: Thread) => Promise<void>): Promise<Thread[]> {
  forgetError()
  const done: Thread[] = []
  const failures: unknown[] = []
  const waiting = [...threads]
  async function work(): Promise<void> {
    for (let thread = waiting.shift(); thread; thread = waiting.shift()) {
      try {
        await act(thread)
        done.push(thread)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all([work(), work(), work(), work()])
  if (failures.length > 0) {
    const { title, detail } = wordsOf(failures[0])
    const error = { title: words.notDone(failures.length, threads.length), detail: `${title}. ${detail}` }
    useThreadActions.setState({ error })
  }
  return done
}

/** The first one after them that stays, or the last one before them. */
function neighbourOf(going: readonly Thread[]): Thread | null {
  const listed = listedThreads()
  const isGoing = ({ id }: Thread) => going.some((thread) => thread.id === id)
  const last = listed.findLastIndex(isGoing)
  const first = listed.findIndex(isGoing)
  return listed.slice(last + 1).find((thread) => !isGoing(thread)) ?? listed.slice(0, Math.max(first, 0)).at(-1) ?? null
}

// The row that took the place of those that went, or the list's heading when there is none.
function focusRow(thread: Thread | null): void {
  requestAnimationFrame(() => {
    const row = thread && document.querySelector<HTMLElement>(`[role=option][data-value="${thread.id}"]`)
    const heading = document.querySelector<HTMLElement>('[data-threads-heading]')
    ;(row ?? heading)?.focus()
  })
}
