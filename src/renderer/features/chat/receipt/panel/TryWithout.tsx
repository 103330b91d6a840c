import type { ReactNode } from 'react'
import { glimpse } from '../../../../../shared/domain/glimpse'
import { IconButton } from '../../../../ui/IconButton'
import { ForkIcon } from '../../../../ui/icons'
import { words } from './words'

/** Of its name, as much as is worth hearing. */
const HEARD = 80

interface TryWithoutProps {
  said: string
  /** Before what it says. */
  speaker?: ReactNode
  onWhatIf(): void
}

/** Something else that was given, in one line or two, and what would be without it. */
export function TryWithout({ said, speaker, onWhatIf }: TryWithoutProps) {
  const shown = glimpse(said)
  return (
    <li className="flex items-start gap-2 py-0.5 [contain-intrinsic-size:auto_32px] [content-visibility:auto]">
      <p className="min-w-0 flex-1 py-1 text-small text-ink-2 [overflow-wrap:anywhere]">
        {speaker}
        <span className="line-clamp-2">{shown}</span>
      </p>
      <IconButton
        size="small"
        label={words.withoutThis(shown.slice(0, HEARD))}
        className="text-ink-3"
        icon={<ForkIcon />}
        onClick={onWhatIf}
      />
    </li>
  )
}
