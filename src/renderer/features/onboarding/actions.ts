// What the first steps add to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { usePreferences } from '../../state/preferences'
import { useSession } from '../../state/session'
import { words } from './words'

export const onboardingActions: readonly Action[] = [
  {
    id: 'help.firstSteps',
    group: 'help',
    words: () => words.commands.show,
    alias: words.commands.alias,
    isThere: () => useSession.getState().ready !== null,
    run() {
      usePreferences.setState({ hasFirstSteps: true })
      useOpen.getState().startThread()
    },
  },
]
