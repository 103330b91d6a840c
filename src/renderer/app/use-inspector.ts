import { useIsWide } from '../lib/use-room'
import { useOpen } from '../state/open'

export interface InspectorPane {
  isOpen: boolean
  set(isOpen: boolean): void
}

/** Whether what is known is shown: beside the page where there is room, over it on demand where there is not. */
export function useInspector(): InspectorPane {
  const isWide = useIsWide()
  const beside = useOpen(({ threadId }) => (threadId === null ? 'start' : 'thread'))
  const isConversation = useOpen(({ page }) => page === 'conversation')
  const isOpenBeside = useOpen(({ panes }) => panes.inspector[beside])
  const isOver = useOpen(({ over }) => over === 'inspector')
  const setInspector = useOpen((open) => open.setInspector)
  const setOver = useOpen((open) => open.setOver)
  return {
    isOpen: isConversation && (isWide ? isOpenBeside : isOver),
    set(isOpen) {
      if (isWide) setInspector(beside, isOpen)
      else setOver(isOpen ? 'inspector' : null)
      // The button that was pressed goes away; its twin in the other place takes the focus. A pane that lies over the
      // page takes it as a whole.
      if (isWide || !isOpen) requestAnimationFrame(focusToggle)
    },
  }
}

function focusToggle(): void {
  document.querySelector<HTMLElement>('[data-inspector-toggle]')?.focus()
}
