import { Frame } from '../app/Frame'
import { useShownLanguage } from '../app/use-shown-language'
import { useShownTheme } from '../app/use-shown-theme'
import { words as appWords } from '../app/words'
import { Starting } from '../features/session/Starting'
import { addActions } from '../state/actions'
import { useSession } from '../state/session'
import { Button } from '../ui/Button'
import { ErrorNote } from '../ui/ErrorNote'
import { Unchangeable } from '../ui/unchangeable'
import { openInKith } from './leave'
import { quickActions } from './actions'
import { QuickWindow } from './QuickWindow'
import { useEscapeToLeave } from './use-quick'
import { words } from './words'

addActions(quickActions)

/** The quick window: Kith as far as one question needs it. */
export function QuickApp() {
  return (
    <Frame>
      <Phase />
    </Frame>
  )
}

function Phase() {
  const { state, ready, trouble } = useSession()
  if (state?.phase === 'signed-out' || (!ready && state?.phase === 'failed')) return <NotOpen />
  return (
    <Unchangeable value={ready?.database.isReadOnly ? appWords.readOnly : null}>
      {ready ? <Ready /> : <Starting state={state?.phase === 'starting' ? state : null} trouble={trouble} />}
    </Unchangeable>
  )
}

function Ready() {
  useShownTheme()
  useShownLanguage()
  return <QuickWindow />
}

/** Nobody is signed in, or the database is not open: a whole window says what can be done. */
function NotOpen() {
  useEscapeToLeave()
  return (
    <main className="grid h-full place-content-center p-6">
      <h1 className="sr-only">{words.title}</h1>
      <ErrorNote {...words.notOpen}>
        <Button look="primary" onClick={() => openInKith()}>
          {words.openInKith}
        </Button>
      </ErrorNote>
    </main>
  )
}
