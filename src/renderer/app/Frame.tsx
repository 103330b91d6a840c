import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { LiveRegions } from '../ui/LiveRegions'
import { ReadingDirection } from '../ui/ReadingDirection'
import { Toaster } from '../ui/Toaster'
import { TooltipProvider } from '../ui/Tooltip'
import { queryClient } from '../wire/query-client'
import { BrokenWindow } from './Broken'
import { ReportOver } from './ReportOver'
import { useShortcuts } from './use-shortcuts'
import { words } from './words'

/** What every window of Kith has around what it shows. */
export function Frame({ children }: { children: ReactNode }) {
  useShortcuts()
  return (
    <QueryClientProvider client={queryClient}>
      <ReadingDirection>
        <TooltipProvider>
          <ErrorBoundary
            where="all"
            renderFallback={(error, tryAgain) => <BrokenWindow error={error} onTryAgain={tryAgain} />}
          >
            {children}
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
