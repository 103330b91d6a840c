import { useAnnounced } from '../../lib/use-announced'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { IconButton } from '../../ui/IconButton'
import { CloseIcon } from '../../ui/icons'
import type { Suggestion } from './suggestions'
import { SEVERAL } from './use-decisions'
import type { Decision, Decisions } from './use-decisions'
import { words } from './words'

interface ChosenBarProps {
  chosen: readonly Suggestion[]
  decisions: Decisions
  isBusy: boolean
  onDecide(decision: Decision): void
  onClear(): void
}

/** What one can do with all that are selected. */
export function ChosenBar({ chosen, decisions, isBusy, onDecide, onClear }: ChosenBarProps) {
  const count = chosen.length
  const pairs = chosen.filter(({ kind }) => kind === 'pair').length
  // The way back of several did not work.
  const error = decisions.failure?.key === SEVERAL ? decisions.failure.words : null
  useAnnounced(count > 0 ? words.selected(count) : null)
  if (count === 0) return error && <ErrorNote {...error} />
  return (
    <div className="sticky top-0 z-(--z-sticky) -mt-2 bg-paper pt-2 pb-1">
      <div
        role="toolbar"
        aria-label={words.selected(count)}
        className="flex min-h-9 flex-wrap items-center gap-1 rounded-m bg-active ps-3 pe-1"
      >
        <span className="me-auto text-small font-strong tabular-nums">{words.selected(count)}</span>
        {pairs > 0 && (
          <Button changes look="bare" size="small" isBusy={isBusy} onClick={() => onDecide('merge')}>
            {words.mergeAll(pairs)}
          </Button>
        )}
        <Button changes look="bare" size="small" isBusy={isBusy} onClick={() => onDecide('archive')}>
          {words.archive}
        </Button>
        <Button changes look="bare" size="small" isBusy={isBusy} onClick={() => onDecide('keep')}>
          {words.keep}
        </Button>
        <IconButton size="small" label={words.clearSelection} icon={<CloseIcon />} onClick={onClear} />
      </div>
      {pairs > 0 && <p className="mt-1 text-small text-ink-2">{words.ofPairs}</p>}
    </div>
  )
}
