// Another profile, by name; and where they are kept. See state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { words } from './words'

export const profileActions: readonly Action[] = [
  {
    id: 'profiles.manage',
    group: 'settings',
    words: () => words.title,
    alias: words.alias,
    isThere: () => useSession.getState().ready !== null,
    run: () => useOpen.getState().openSettings({ kind: 'profiles' }),
  },
]
