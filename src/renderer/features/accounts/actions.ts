// What accounts add to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { words } from './in-palette/words'

const openSection = () => useOpen.getState().openSettings({ kind: 'account' })
const isOpenAs = (kind: 'embedded' | 'remote') => useSession.getState().ready?.database.kind === kind

export const accountActions: readonly Action[] = [
  {
    id: 'account.open',
    group: 'settings',
    words: () => words.account,
    alias: words.accountAlias,
    isThere: () => useSession.getState().ready !== null,
    run: openSection,
  },
  {
    // Leads to where it is asked about: an account without an address would be lost by it.
    id: 'account.signOut',
    group: 'settings',
    words: () => words.signOut,
    alias: words.signOutAlias,
    isThere: () => isOpenAs('remote'),
    run: openSection,
  },
  {
    id: 'account.switch',
    group: 'settings',
    words: () => words.switch,
    alias: words.switchAlias,
    isThere: () => isOpenAs('embedded'),
    run: openSection,
  },
]
