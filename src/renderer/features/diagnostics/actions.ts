// What diagnostics add to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { words } from './words'

export const diagnosticsActions: readonly Action[] = [
  {
    id: 'help.report',
    group: 'help',
    words: () => words.action,
    alias: words.actionAlias,
    run: () => useOpen.getState().setDialog('report'),
  },
]
