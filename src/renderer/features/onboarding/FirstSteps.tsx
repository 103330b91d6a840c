import { usePreferences } from '../../state/preferences'
import type { SettingsView } from '../../../shared/contract/settings'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { nameOfModel } from '../../state/model-groups'
import { OtherLanguage } from './OtherLanguage'
import { PracticeModel } from './PracticeModel'
import { WhereItLies } from './WhereItLies'
import { words } from './words'

/** What one may want to know at first, and need not: who answers, where everything lies, what can be brought in. */
export function FirstSteps({ settings }: { settings: SettingsView }) {
  const openSettings = useOpen((open) => open.openSettings)
  const focusComposer = useOpen((open) => open.focusComposer)
  const isPractice = settings.model.kind === 'practice'

  function hide(): void {
    usePreferences.setState({ hasFirstSteps: false })
    // The button that was pressed is gone.
    focusComposer()
  }

  return (
    <section aria-label={words.firstSteps} className="mt-11 flex flex-col gap-6">
      {isPractice ? (
        <PracticeModel settings={settings} />
      ) : (
        <Step title={words.modelTitle(nameOfModel(settings.model, settings, '') ?? '')} detail={words.modelDetail}>
          <Button size="small" onClick={() => openSettings({ kind: 'providers' })}>
            {words.anotherProvider}
          </Button>
        </Step>
      )}
      <WhereItLies vault={settings.vault} />
      <Step title={words.bringInTitle} detail={words.bringInDetail}>
        <Button size="small" look="bare" className="-ms-2" onClick={() => openSettings({ kind: 'data' })}>
          {words.bringIn}
        </Button>
      </Step>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" look="bare" className="-ms-2" onClick={hide}>
          {words.hide}
        </Button>
        <OtherLanguage />
        <p className="text-small text-ink-3">{words.hideDetail}</p>
      </div>
    </section>
  )
}

interface StepProps {
  title: string
  detail: string
  children: React.ReactNode
}

function Step({ title, detail, children }: StepProps) {
  return (
    <div>
      <h2 className="text-ui font-strong">{title}</h2>
      <p className="mt-1 text-small text-ink-2">{detail}</p>
      <div className="mt-2 flex flex-wrap gap-1.5">{children}</div>
    </div>
  )
}
