// Everything but the language, which main.ts settles first.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { addAllActions } from './app/actions'
import { onCaughtError, onUncaughtError } from './app/drawing-errors'
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
addAllActions()
followSession()
followAccounts()
followOtherComputers()
followLinks()
followLanguage()

const root = document.getElementById('root')
if (root) {
  createRoot(root, { onCaughtError, onUncaughtError }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
