// Going from pane to pane with the keyboard, and showing and hiding them from anywhere.
import { roomOf, roomWidth } from '../lib/room'
import { useOpen } from '../state/open'

const panes = ['sidebar', 'conversation', 'inspector'] as const
type Pane = (typeof panes)[number]

export function goRound(step: 1 | -1): void {
  const there = panes.filter((pane) => paneElement(pane))
  const current = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  const index = there.findIndex((pane) => pane === current)
  goTo(there.at((index + step) % there.length))
}

export function goTo(pane: Pane | undefined): void {
  const element = pane && paneElement(pane)
  const stop =
    element?.querySelector<HTMLElement>('[data-pane-focus]') ??
    element?.querySelector<HTMLElement>('[role=option][aria-selected=true]') ??
    element?.querySelector<HTMLElement>('button, [tabindex="0"]')
  stop?.focus()
}

function paneElement(pane: Pane): HTMLElement | null {
  return document.querySelector(`[data-pane="${pane}"]`)
}

/** Leaves whatever is open for the list of threads, and goes there. */
export function showThreads(): void {
  useOpen.getState().leaveAll()
  if (roomOf(roomWidth()) !== 'narrow') useOpen.getState().setOver(null)
  // Once it is drawn.
  requestAnimationFrame(() => requestAnimationFrame(() => goTo('sidebar')))
}

export function isSidebarShown(): boolean {
  const { panes: shown, over } = useOpen.getState()
  return roomOf(roomWidth()) === 'narrow' ? over === 'sidebar' : shown.sidebar
}

export function toggleSidebar(): void {
  const { setPane, setOver } = useOpen.getState()
  if (roomOf(roomWidth()) === 'narrow') setOver(isSidebarShown() ? null : 'sidebar')
  else {
    const hadFocus = paneElement('sidebar')?.contains(document.activeElement)
    setPane('sidebar', !isSidebarShown())
    if (hadFocus) requestAnimationFrame(focusSidebarButton)
  }
}

/** The button the sidebar was folded with is gone; the one that unfolds it takes the focus. */
export function focusSidebarButton(): void {
  document.querySelector<HTMLElement>('[data-sidebar-toggle]')?.focus()
}

export function isInspectorShown(): boolean {
  const { panes: shown, over, page } = useOpen.getState()
  if (page !== 'conversation') return false
  return roomOf(roomWidth()) === 'wide' ? shown.inspector[besideWhat()] : over === 'inspector'
}

export function toggleInspector(): void {
  const { setInspector, setOver } = useOpen.getState()
  if (roomOf(roomWidth()) === 'wide') setInspector(besideWhat(), !isInspectorShown())
  else setOver(isInspectorShown() ? null : 'inspector')
}

function besideWhat(): 'thread' | 'start' {
  return useOpen.getState().threadId === null ? 'start' : 'thread'
}
