// Where one was before a jump to a message, so that one can go back there: a list, because one may jump again.
import { create } from 'zustand'
import { useOpen } from './open'
import type { PageName } from './open'
import { leavingForms } from './unsaved'

/** A place in a thread: the message at the top of the view, and how far its top was above that; null: at the end. */
export interface Place {
  threadId: string
  personaId: string | null
  at: { messageId: string; offset: number } | null
}

interface WayBack {
  /** Where one was, in a thread or on a page, and in which thread, or on which page, the jump arrived. */
  places: { from: Place | { page: PageName }; to: string }[]
  /** Where one is going back to, until that is on screen. */
  returning: Place | null
}

const most = 20

export const useWayBack = create<WayBack>()(() => ({ places: [], returning: null }))

/** @param from a place in a thread, or the page on which one found what is gone to */
export function rememberPlace(from: Place | { page: PageName }, to: string): void {
  useWayBack.setState(({ places }) => ({ places: [...places, { from, to }].slice(-most) }))
}

/** Whether there is a way back from this thread. */
export function useHasWayBack(threadId: string): boolean {
  return useWayBack(({ places }) => places.at(-1)?.to === threadId)
}

export function goBack(): void {
  const { places } = useWayBack.getState()
  const last = places.at(-1)
  if (!last) return
  const { from } = last
  if ('page' in from) {
    useWayBack.setState({ places: places.slice(0, -1), returning: null })
    return useOpen.getState().openPage(from.page)
  }
  useWayBack.setState({ places: places.slice(0, -1), returning: from })
  useOpen.getState().openThread(from.threadId, { keepFocus: true, personaId: from.personaId })
}

/** Shows a message where it was said; from a page, there is a way back to it. */
export function openMessage(threadId: string, messageId: string | null, personaId: string | null): void {
  const { page, openThread } = useOpen.getState()
  if (page !== 'conversation') rememberPlace({ page }, threadId)
  openThread(threadId, { personaId, ...(messageId !== null && { messageId }) })
}

/** A page opened from another one: closed, it leads back there. */
export function openPageFrom(from: PageName, open: () => void): void {
  leavingForms(() => {
    open()
    rememberPlace({ page: from }, pageKey(useOpen.getState().page))
  })
}

/** Back to the conversation, or to the page this one was opened from. True in the latter case. */
export function leavePage(page: PageName): boolean {
  const isBack = useWayBack.getState().places.at(-1)?.to === pageKey(page)
  if (isBack) goBack()
  else useOpen.getState().closePage()
  return isBack
}

const pageKey = (page: string) => `page:${page}`

export function forgetReturning(): void {
  useWayBack.setState({ returning: null })
}

/** One does not want back any more. */
export function forgetWayBack(threadId: string): void {
  useWayBack.setState(({ places }) => ({ places: places.filter(({ to }) => to !== threadId) }))
}
