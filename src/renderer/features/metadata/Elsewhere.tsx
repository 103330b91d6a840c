import type { MetadataEntry } from '../../../shared/contract/metadata'
import { Button } from '../../ui/Button'
import { saidOf } from './EntryRow'
import { words } from './words'

interface ElsewhereProps {
  /** What stands there now; null: it was removed. */
  theirs: MetadataEntry | null
  isBusy: boolean
  onMine(): void
  onTheirs(): void
}

/** Somebody was quicker: what they wrote, and which of both is to stand. */
export function Elsewhere({ theirs, isBusy, onMine, onTheirs }: ElsewhereProps) {
  return (
    <div role="alert" className="border-s-2 border-warning ps-3">
      <p className="text-small text-ink-2">{theirs ? words.changedElsewhere : words.removedElsewhere}</p>
      {theirs && (
        <bdi className="mt-1 line-clamp-4 text-ui [overflow-wrap:anywhere] whitespace-pre-wrap">{saidOf(theirs)}</bdi>
      )}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button changes size="small" isBusy={isBusy} onClick={onMine}>
          {theirs ? words.saveMine : words.saveAgain}
        </Button>
        <Button size="small" look="bare" onClick={onTheirs}>
          {theirs ? words.takeTheirs : words.leaveRemoved}
        </Button>
      </div>
    </div>
  )
}
