import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { AboutSection } from './about/AboutSection'
import { AppearanceSection } from './AppearanceSection'
import { BackupsSection } from './BackupsSection'
import { DataSection } from './data/DataSection'
import { DesktopSection } from './desktop/DesktopSection'
import { LocalApiSection } from './local-api/LocalApiSection'
import { MeaningSection } from './meaning/MeaningSection'
import { MemorySection } from './memory/MemorySection'
import { ModelSection } from './ModelSection'
import { ProvidersSection } from './ProvidersSection'
import { Section } from './Section'
import { SectionList } from './SectionList'
import { ShortcutsSection } from './ShortcutsSection'
import { useKeptPlace } from './use-kept-place'
import { useSettings } from './use-settings'
import { words } from './words'

interface SettingsPageProps {
  /** The way back to the sidebar, where it is hidden. */
  start: ReactNode
  onClose(): void
  /** What has failed meanwhile. */
  failure: ReactNode
  backups: ReactNode
  profiles: ReactNode
  tools: ReactNode
  account: ReactNode
  shortcuts: ReactNode
  troubleshooting: ReactNode
}

/** All settings on one page. Loaded when it is opened. */
export function SettingsPage(props: SettingsPageProps) {
  const { start, onClose, failure, backups, profiles, tools, account, shortcuts, troubleshooting } = props
  const settings = useSettings()
  const aim = useOpen((open) => open.settingsAim)
  const scroller = useRef<HTMLDivElement>(null)
  const isSlow = useDelayed(settings.isPending, 150)
  useKeptPlace(scroller)
  return (
    <Page title={words.title} close={words.close} start={start} takesFocus={aim === null} onClose={onClose}>
      {failure}
      <div className="flex min-h-0 flex-1">
        {settings.data && <SectionList scroller={scroller} />}
        <div ref={scroller} data-scroller="" className="min-h-0 min-w-0 flex-1 overflow-y-auto">
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
                <MemorySection settings={settings.data} />
                <AppearanceSection settings={settings.data} />
                <DesktopSection />
                <Section title={words.tools} aim="tools">
                  {tools}
                </Section>
                <Section title={words.account} aim="account">
                  {account}
                </Section>
                <LocalApiSection />
                <ShortcutsSection>{shortcuts}</ShortcutsSection>
                <Section title={words.profiles} aim="profiles">
                  {profiles}
                </Section>
                <DataSection settings={settings.data} />
                <BackupsSection>{backups}</BackupsSection>
                <Section title={words.troubleshooting} aim="troubleshooting">
                  {troubleshooting}
                </Section>
                <AboutSection />
              </>
            )}
          </div>
        </div>
      </div>
    </Page>
  )
}
