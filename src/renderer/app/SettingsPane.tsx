import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { BackupList } from '../features/backups/BackupList'
import { Backups } from '../features/backups/Backups'
import { FailedMeanwhile } from '../features/session/FailedMeanwhile'
import { ToolsSettings } from '../features/tools/ToolsSettings'
import { Shortcuts } from '../features/shortcuts/Shortcuts'
import { words as settingsWords } from '../features/settings/words'
import { useOpen } from '../state/open'
import { Button } from '../ui/Button'
import { ErrorBoundary } from '../ui/ErrorBoundary'
import { Broken } from './Broken'
import { words } from './words'

const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/SettingsPage')).SettingsPage }))

/** The settings, loaded when they are opened; and a way back where they cannot be shown. */
export function SettingsPane({ start }: { start: ReactNode }) {
  return (
    <ErrorBoundary renderFallback={(error) => <BrokenSettings start={start} error={error} />}>
      <Suspense>
        <SettingsPage
          start={start}
          failure={<FailedMeanwhile backups={<BackupList />} />}
          backups={<Backups />}
          tools={<ToolsSettings />}
          shortcuts={<Shortcuts />}
        />
      </Suspense>
    </ErrorBoundary>
  )
}

function BrokenSettings({ start, error }: { start: ReactNode; error: unknown }) {
  const close = useOpen((open) => open.closeSettings)
  const focusComposer = useOpen((open) => open.focusComposer)
  return (
    <>
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))] max-narrow:ps-2">{start}</header>
      <div className="mx-auto w-full max-w-(--measure) overflow-y-auto px-6 py-6">
        <Broken {...words.settingsBroken} error={error}>
          <Button
            onClick={() => {
              close()
              focusComposer()
            }}
          >
            {settingsWords.close}
          </Button>
        </Broken>
      </div>
    </>
  )
}
