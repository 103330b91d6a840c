// What the search adds to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { openSearch } from '../../state/search'
import { useSession } from '../../state/session'
import { words } from './entry/words'

export const searchActions: readonly Action[] = [
  {
    id: 'search.open',
    group: 'view',
    words: () => words.open,
    alias: words.alias,
    keys: ['mod+shift+f'],
    isThere: () => useSession.getState().ready !== null,
    run: () => openSearch(),
  },
]
