import { useRef, useState } from 'react'
import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { glimpse } from '../../../../../shared/domain/glimpse'
import { classNames } from '../../../../lib/class-names'
import { dayName } from '../../../../lib/dates'
import { useToday } from '../../../../lib/use-today'
import { ErrorNote } from '../../../../ui/ErrorNote'
import { words as receiptWords } from '../words'
import { FixMemory } from './FixMemory'
import { RowActions } from './RowActions'
import { Score } from './Score'
import { Source } from './Source'
import { useChanging } from './use-changing'
import { words } from './words'

/** More than two lines show of it. */
const MOST_CLOSED = 1_000

interface ReceiptRowProps {
  item: ReceiptItem
  answerId: string
  /** The thread the answer is in. */
  threadId: string
  /** The one the arrow keys are at. */
  isAt: boolean
  /** It shows all it says, and what can be done with it. */
  isOpen: boolean
  onToggle(): void
  onWhatIf: (() => void) | null
}

/** One thing that was used or left out: what it says, why, where it comes from, and what can be done with it. */
export function ReceiptRow({ item, answerId, threadId, isAt, isOpen, onToggle, onWhatIf }: ReceiptRowProps) {
  const [isFixing, setFixing] = useState(false)
  const today = useToday()
  const row = useRef<HTMLLIElement>(null)
  const { busy, error, save, mark } = useChanging(answerId, item)
  const { said, state, irrelevantSince, used } = item
  const note = noteOf(item)
  const shown = said === null ? null : glimpse(isOpen ? said : said.slice(0, MOST_CLOSED))

  function putAway(): void {
    setFixing(false)
    // Back to where it was opened, when that is there again.
    setTimeout(() => row.current?.querySelector<HTMLElement>('[data-way="fix"]')?.focus())
  }

  return (
    <li
      ref={row}
      className={classNames(
        '-mx-3 rounded-l px-3 py-2 [contain-intrinsic-size:auto_60px] [content-visibility:auto]',
        isOpen ? 'bg-band' : 'hover:bg-band',
      )}
    >
      <div className="flex gap-4">
        <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          {isFixing && said !== null ? (
            <FixMemory
              said={said}
              isBusy={busy === 'save'}
              onSave={(content) => void save(content).then((isSaved) => isSaved && putAway())}
              onCancel={putAway}
            />
          ) : (
            <button
              type="button"
              data-receipt-row=""
              aria-expanded={isOpen}
              tabIndex={isAt ? 0 : -1}
              onClick={onToggle}
              className={classNames(
                'w-full rounded-s text-start text-row select-text',
                said === null ? 'text-ink-3' : used ? 'text-ink' : 'text-ink-2',
              )}
            >
              <span dir="auto" className={isOpen ? 'block max-h-72 overflow-auto whitespace-pre-wrap' : 'line-clamp-2'}>
                {shown ?? (state === 'deleted' ? receiptWords.deleted : receiptWords.forgotten)}
              </span>
            </button>
          )}
          <p className="flex flex-wrap items-baseline gap-x-3 text-small text-ink-3">
            {note && <span>{note}</span>}
            <Source item={item} threadId={threadId} isActive={isAt} />
          </p>
          {irrelevantSince !== null && (
            <p className="text-small text-ink-2">
              {words.marked(dayName(new Date(irrelevantSince), today))} {used && words.markedNow}
            </p>
          )}
        </div>
        <Score item={item} />
      </div>
      {isOpen && !isFixing && (
        <RowActions
          item={item}
          isMarking={busy === 'mark'}
          onFix={() => setFixing(true)}
          onMark={mark}
          onWhatIf={onWhatIf}
        />
      )}
      {error && (
        <div className="mt-1">
          <ErrorNote {...error} />
        </div>
      )}
    </li>
  )
}

/** Why it is where it is, in words. */
function noteOf({
  used,
  reason,
  rank,
  state,
  said,
  foundBy,
  irrelevantSince,
  words: found,
}: ReceiptItem): string | null {
  // Said below, with the day.
  if (reason === 'not relevant' && irrelevantSince !== null) return null
  if (!used && reason !== null) return receiptWords.reasons[reason]
  if (state === 'changed') return receiptWords.changed
  if (used && rank === null && said !== null) return receiptWords.beside
  const listed = found.map(words.quoted).join(', ')
  if (foundBy === 'meaning') return words.byMeaning
  if (foundBy === null) return null
  if (listed === '') return foundBy === 'both' ? receiptWords.foundBy.both : words.byNothing
  return foundBy === 'both' ? words.byBoth(listed, found.length) : words.byWords(listed, found.length)
}
