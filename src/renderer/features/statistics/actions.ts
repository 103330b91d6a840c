// What the statistics add to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { openMemoryPage } from '../../state/memory-page'
import { useSession } from '../../state/session'
import { words } from './words'

export const statisticsActions: readonly Action[] = [
  {
    id: 'memory.statistics',
    group: 'memory',
    words: () => words.open,
    alias: words.openAlias,
    isThere: () => useSession.getState().ready !== null,
    run: () => openMemoryPage('statistics'),
  },
]
