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
import { queryClient } from '../wire/query-client'
import { BrokenWindow } from './Broken'
import { Shell } from './Shell'
import { SignIn } from './SignIn'
import { useShortcuts } from './use-shortcuts'
import { words } from './words'

/** The whole window: main starting, main failed, or Kith. */
export function App() {
  useShortcuts()
  return (
    <QueryClientProvider client={queryClient}>
      <ReadingDirection>
        <TooltipProvider>
          <ErrorBoundary renderFallback={(error) => <BrokenWindow error={error} />}>
            <Phase />
          </ErrorBoundary>
          <Toaster label={words.notifications} />
          <LiveRegions />
        </TooltipProvider>
      </ReadingDirection>
    </QueryClientProvider>
  )
}

function Phase() {
  const { state, ready, trouble } = useSession()
  // A restart or a failure behind an open window leaves it as it is; a line or a note in it says so.
  if (state?.phase === 'signed-out') return <SignIn state={state} />
  if (ready) return <Shell />
  if (state?.phase === 'failed')
    return <Failed state={state} backups={<BackupList />} profiles={<OtherProfiles />} schema={schemaUpdateOf(state)} />
  return <Starting state={state?.phase === 'starting' ? state : null} trouble={trouble} />
}
