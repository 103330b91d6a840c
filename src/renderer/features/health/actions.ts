// What the health of memory adds to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { openMemoryPage } from '../../state/memory-page'
import { useSession } from '../../state/session'
import { words } from './words'

export const healthActions: readonly Action[] = [
  {
    id: 'memory.health',
    group: 'memory',
    words: () => words.open,
    alias: words.openAlias,
    isThere: () => useSession.getState().ready !== null,
    run: () => openMemoryPage('health'),
  },
]
