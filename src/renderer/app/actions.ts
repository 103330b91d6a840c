// All that can be done, put together: a feature's own actions are in its file `actions.ts` and become part of it here.
import { accountActions } from '../features/accounts/actions'
import { chatActions } from '../features/chat/commands/actions'
import { chatKeys } from '../features/chat/keys'
import { diagnosticsActions } from '../features/diagnostics/actions'
import { healthActions } from '../features/health/actions'
import { memoryActions } from '../features/memory/actions'
import { memoryCommands } from '../features/memory/commands/actions'
import { personaActions } from '../features/personas/actions'
import { profileActions } from '../features/profiles/actions'
import { searchActions } from '../features/search/actions'
import { onboardingActions } from '../features/onboarding/actions'
import { settingsActions } from '../features/settings/actions'
import { statisticsActions } from '../features/statistics/actions'
import { threadFileActions } from '../features/thread-files/actions'
import { threadActions, threadKeys } from '../features/threads/actions'
import { addActions } from '../state/actions'
import { viewActions } from './view-actions'

export function addAllActions(): void {
  addActions(threadActions, threadKeys)
  addActions(threadFileActions)
  addActions(chatActions, chatKeys)
  addActions(personaActions)
  addActions(memoryActions)
  addActions(memoryCommands)
  addActions(statisticsActions)
  addActions(healthActions)
  addActions(searchActions)
  addActions(viewActions)
  addActions(settingsActions)
  addActions(accountActions)
  addActions(profileActions)
  addActions(onboardingActions)
  addActions(diagnosticsActions)
}
