// What memory adds to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { openMemoryPage } from '../../state/memory-page'
import { useSession } from '../../state/session'
import { words } from './words'

const isThere = () => useSession.getState().ready !== null

export const memoryActions: readonly Action[] = [
  {
    id: 'memory.open',
    group: 'memory',
    words: () => words.openPage,
    alias: words.pageAlias,
    isThere,
    run: () => openMemoryPage('memories'),
  },
  { id: 'memory.inbox', group: 'memory', words: () => words.openInbox, isThere, run: () => openMemoryPage('inbox') },
]
