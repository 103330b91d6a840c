// What only the quick window has: what the clipboard held as it came up, and its keys.
import { useEffect } from 'react'
import { create } from 'zustand'
import { useOpen } from '../state/open'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'
import { leave, openInKith } from './leave'

interface Quick {
  /** What is offered; null: nothing, or it was taken or left out. */
  clipboard: string | null
  /** What was decided on already: the same is not offered again. */
  decided: string | null
}

export const useQuick = create<Quick>()(() => ({ clipboard: null, decided: null }))

/** It was taken, or is not wanted. */
export function decideOnClipboard(): void {
  useQuick.setState(({ clipboard }) => ({ clipboard: null, decided: clipboard }))
}

/** Each time it comes up: the field has the focus, and what was copied is offered. */
export function useComingUp(): void {
  useEffect(() => useOpen.getState().focusComposer(), [])
  useEffect(
    () =>
      subscribe({
        open: (signal) => rpc.desktop.commands(undefined, { signal }),
        onValue(command) {
          if (command.kind !== 'shown') return
          const { decided } = useQuick.getState()
          useQuick.setState({ clipboard: command.clipboard === decided ? null : command.clipboard })
          useOpen.getState().focusComposer()
        },
      }),
    [],
  )
}

/** Escape puts it away, unless something in it has a use for that. */
export function useEscapeToLeave(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      const isInForm = event.target instanceof HTMLElement && event.target.closest('form')
      if (isInForm || document.querySelector('[role=dialog], [role=alertdialog], [role=menu]')) return
      event.preventDefault()
      leave()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Settings, memory and the like are shown by a whole window. */
export function usePagesElsewhere(): void {
  const page = useOpen((open) => open.page)
  const closePage = useOpen((open) => open.closePage)
  useEffect(() => {
    if (page === 'conversation') return
    openInKith(page)
    closePage()
  }, [page, closePage])
}
