// Everything but the language, which main.ts settles first.
import { StrictMode } from 'react'
import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { addAllActions } from './app/actions'
import { onCaughtError, onUncaughtError } from './app/drawing-errors'
import { isQuick } from './lib/quick'
import { followRoom } from './lib/room'
import { markPhase } from './lib/start-marks'
import { followPreferences } from './state/preferences'
import { followLanguage } from './state/language'
import { followLinks } from './state/links'
import { followAccounts } from './state/accounts'
import { followFailures } from './state/page-failures'
import { followOtherComputers, followSession } from './state/session'

markPhase('page-scripts')
followFailures()
followRoom()
followPreferences()
followSession()
followAccounts()
followOtherComputers()
followLanguage()

if (isQuick) {
  void import('./quick/QuickApp').then(({ QuickApp }) => show(QuickApp))
} else {
  addAllActions()
  followLinks()
  show(App)
  // What main asks meanwhile waits for it.
  void import('./desktop/follow-desktop').then(({ followDesktop }) => followDesktop())
}

function show(Window: ComponentType): void {
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root, { onCaughtError, onUncaughtError }).render(
    <StrictMode>
      <Window />
    </StrictMode>,
  )
}
