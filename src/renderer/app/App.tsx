import { QueryClientProvider } from '@tanstack/react-query'
import { BackupList } from '../features/backups/BackupList'
import { Failed } from '../features/session/Failed'
import { OtherProfiles } from '../features/profiles/OtherProfiles'
import { schemaUpdateOf } from '../features/profiles/schema-update-of'
import { Starting } from '../features/session/Starting'
import { useSession } from '../state/session'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { LiveRegions } from '../ui/LiveRegions'
import { Toaster } from '../ui/Toaster'
import { ReadingDirection } from '../ui/ReadingDirection'
import { TooltipProvider } from '../ui/Tooltip'
import { Unchangeable } from '../ui/unchangeable'
import { queryClient } from '../wire/query-client'
import { BrokenWindow } from './Broken'
import { Dialogs } from './Dialogs'
import { ReportOver } from './ReportOver'
import { Shell } from './Shell'
import { SignIn } from './SignIn'
import { useShortcuts } from './use-shortcuts'
import { words } from './words'

/** The whole window: main starting, main failed, or Kith. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <ReadingDirection>
        <TooltipProvider>
          <ErrorBoundary
            where="all"
            renderFallback={(error, tryAgain) => <BrokenWindow error={error} onTryAgain={tryAgain} />}
          >
            <Phase />
            <Toaster label={words.notifications} />
          </ErrorBoundary>
          {/* Outside, because both are wanted where the rest could not be drawn. */}
          <ErrorBoundary where="dialog" renderFallback={() => null}>
            <ReportOver />
            <LiveRegions />
          </ErrorBoundary>
        </TooltipProvider>
      </ReadingDirection>
    </QueryClientProvider>
  )
}

function Phase() {
  useShortcuts()
  const { state, ready, trouble } = useSession()
  if (state?.phase === 'signed-out') return <SignIn state={state} />
  if (!ready && state?.phase === 'failed')
    return <Failed state={state} backups={<BackupList />} profiles={<OtherProfiles />} schema={schemaUpdateOf(state)} />
  return (
    <Unchangeable value={ready?.database.isReadOnly ? words.readOnly : null}>
      {/* A restart or a failure behind an open window leaves it as it is; a line or a note in it says so. */}
      {ready ? <Shell /> : <Starting state={state?.phase === 'starting' ? state : null} trouble={trouble} />}
      <Dialogs isReady={ready !== null} />
    </Unchangeable>
  )
}
