import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useKeyDown } from '../../lib/use-key-down'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { AboutSection } from './AboutSection'
import { AppearanceSection } from './AppearanceSection'
import { BackupsSection } from './BackupsSection'
import { MeaningSection } from './meaning/MeaningSection'
import { ModelSection } from './ModelSection'
import { ProvidersSection } from './ProvidersSection'
import { Section } from './Section'
import { ShortcutsSection } from './ShortcutsSection'
import { useSettings } from './use-settings'
import { words } from './words'

interface SettingsPageProps {
  /** The way back to the sidebar, where it is hidden. */
  start: ReactNode
  /** What has failed meanwhile. */
  failure: ReactNode
  backups: ReactNode
  tools: ReactNode
  shortcuts: ReactNode
}

/** All settings on one page. Loaded when it is opened. */
export function SettingsPage({ start, failure, backups, tools, shortcuts }: SettingsPageProps) {
  const settings = useSettings()
  const close = useOpen((open) => open.closeSettings)
  const focusComposer = useOpen((open) => open.focusComposer)
  const aim = useOpen((open) => open.settingsAim)
  const isSlow = useDelayed(settings.isPending, 150)
  const page = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${words.title} · Kith`
    // Opened for something, that takes the focus itself.
    if (aim === null) title.current?.focus()
  }, [aim])

  function leave(): void {
    close()
    focusComposer()
  }

  useKeyDown(page, (event) => {
    // A form keeps what was written in it: there, Escape is not a way to lose it.
    const isInForm = event.target instanceof HTMLElement && event.target.closest('form') !== null
    if (event.key === 'Escape' && !event.defaultPrevented && !isInForm) leave()
  })

  return (
    <div ref={page} className="flex min-h-0 flex-1 flex-col">
      <header className="title-row ps-6 pe-[calc(12px+var(--inset-end))] max-narrow:ps-2">
        {start}
        <h1 ref={title} tabIndex={-1} className="rounded-s text-ui font-strong" data-pane-focus="">
          {words.title}
        </h1>
        <IconButton label={words.close} className="ms-auto" icon={<CloseIcon />} onClick={leave} />
      </header>
      {failure}
      <div data-scroller="" className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[760px] flex-col gap-9 px-8 pt-3 pb-16 max-narrow:px-6">
          {isSlow && <Skeleton label={words.loading} />}
          {settings.isError && (
            <ErrorNote {...wordsOf(settings.error)}>
              <Button onClick={() => void settings.refetch()}>{words.tryAgain}</Button>
            </ErrorNote>
          )}
          {settings.data && (
            <>
              <ModelSection settings={settings.data} />
              <ProvidersSection settings={settings.data} />
              <MeaningSection settings={settings.data} />
              <AppearanceSection settings={settings.data} />
              <Section title={words.tools} aim="tools">
                {tools}
              </Section>
              <ShortcutsSection>{shortcuts}</ShortcutsSection>
              <BackupsSection>{backups}</BackupsSection>
              <AboutSection settings={settings.data} />
            </>
          )}
        </div>
      </div>
    </div>
  )
}
