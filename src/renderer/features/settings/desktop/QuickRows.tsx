import type { DesktopChoice, DesktopPresent } from '../../../../shared/contract/desktop'
import { labelOf, resolved } from '../../../lib/keys'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { FormRow } from '../../../ui/Field'
import { ChoiceRow, onOff } from './ChoiceRow'
import { QuickKeys } from './QuickKeys'
import { useChoose } from './use-choose'
import { words } from './words'

interface QuickRowsProps {
  choice: DesktopChoice
  present: DesktopPresent
}

export function QuickRows({ choice, present }: QuickRowsProps) {
  const quick = useChoose()
  const keys = labelOf(resolved(choice.quickKeys))
  return (
    <>
      <ChoiceRow
        label={words.quick}
        words={words.ways}
        value={onOff(choice.quickWindow)}
        hint={words.quickHint}
        error={quick.error}
        onChange={(value) => quick.mutate({ quickWindow: value === 'on' })}
      />
      {choice.quickWindow && (
        <FormRow label={words.quickKeys}>
          <QuickKeys keys={keys} />
          {present.isWayland && <p className="mt-1 text-small text-ink-3">{words.quickWayland}</p>}
          {present.quick === 'taken' && (
            <div className="mt-3">
              <ErrorNote title={words.taken(keys)} detail={words.takenHints[present.system]} />
            </div>
          )}
        </FormRow>
      )}
    </>
  )
}

/** In a browser it is a small window of its own. */
export function OpenQuick() {
  return (
    <>
      <Button size="small" onClick={() => window.open('/#quick', 'kith-quick', 'popup,width=540,height=520')}>
        {words.openQuick}
      </Button>
      <p className="mt-1 text-small text-ink-3">{words.quickInBrowser}</p>
    </>
  )
}
