import { ErrorNote } from '../../ui/ErrorNote'
import { LoopIcon, UnloopedIcon } from '../../ui/icons'
import { TextLink } from '../../ui/TextLink'
import type { ErrorInWords } from '../../wire/failure'
import type { Outcome } from './use-decisions'
import { words } from './words'

interface DecidedLineProps {
  outcome: Outcome
  error: ErrorInWords | null
  onUndo(): void
}

/** In the place of a proposal, for a while: what was decided. */
export function DecidedLine({ outcome, error, onUndo }: DecidedLineProps) {
  return (
    <div role="listitem" className="pb-3.5 text-small text-ink-2">
      <span role="status" className="flex min-h-7 items-center gap-2">
        {outcome === 'not-kept' ? <UnloopedIcon /> : <LoopIcon className="text-accent" />}
        {words.outcomes[outcome]}
        <TextLink onClick={onUndo}>{words.undo}</TextLink>
      </span>
      {error && <ErrorNote {...error} />}
    </div>
  )
}
