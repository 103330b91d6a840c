import { QueryClientProvider } from '@tanstack/react-query'
import { Failed } from '../features/session/Failed'
import { Starting } from '../features/session/Starting'
import { useSession } from '../state/session'
import { LiveRegions } from '../ui/LiveRegions'
import { Toaster } from '../ui/Toaster'
import { TooltipProvider } from '../ui/Tooltip'
import { queryClient } from '../wire/query-client'
import { Shell } from './Shell'
import { words } from './words'

/** The whole window: main starting, main failed, or Kith. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <Phase />
        <Toaster label={words.notifications} />
        <LiveRegions />
      </TooltipProvider>
    </QueryClientProvider>
  )
}

function Phase() {
  const { state, ready, trouble } = useSession()
  if (state?.phase === 'failed') return <Failed state={state} />
  // A restart behind an open window leaves it as it is; a line in it says so.
  if (ready) return <Shell />
  return <Starting state={state?.phase === 'starting' ? state : null} trouble={trouble} />
}
