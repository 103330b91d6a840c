// What keys do in the quick window: see state/actions.ts.
import type { Action } from '../state/actions'
import { useOpen } from '../state/open'
import { changeZoom, resetZoom } from '../state/preferences'
import { openInKith } from './leave'
import { words } from './words'

/** Those that the large window has, too, have the ids they have there, and so the keys somebody gave them. */
export const quickActions: readonly Action[] = [
  {
    id: 'threads.new',
    group: 'threads',
    words: () => words.actions.newThread,
    keys: ['mod+n'],
    run: () => useOpen.getState().startThread(),
  },
  {
    id: 'quick.openInKith',
    group: 'view',
    words: () => words.actions.openInKith,
    keys: ['mod+o'],
    run: () => openInKith(),
  },
  { id: 'view.zoomIn', group: 'view', words: () => '', keys: ['mod+plus', 'mod+='], run: () => changeZoom(1) },
  { id: 'view.zoomOut', group: 'view', words: () => '', keys: ['mod+-'], run: () => changeZoom(-1) },
  { id: 'view.zoomReset', group: 'view', words: () => '', keys: ['mod+0'], run: resetZoom },
]
