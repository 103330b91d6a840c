import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { classNames } from '../../../../lib/class-names'
import { measuredOf } from './closeness'
import { words } from './words'

/** How close it was to what was asked: a word, and four ticks that say the same to the eye. */
export function Score({ item }: { item: ReceiptItem }) {
  const measured = measuredOf(item)
  if (!measured) return item.rank === null && item.used ? <span className="w-19 text-small text-ink-3" /> : null
  return (
    <span
      title={words.measured(measured.percent)}
      className="flex w-19 flex-none flex-col gap-1 text-small text-ink-2 max-narrow:w-16"
    >
      {words.closeness[measured.word]}
      <span aria-hidden="true" className="flex gap-0.5">
        {[1, 2, 3, 4].map((tick) => (
          <span
            key={tick}
            className={classNames(
              'h-[3px] flex-1 rounded-full forced-color-adjust-none',
              tick > measured.ticks ? 'bg-line' : item.used ? 'bg-accent' : 'bg-ink-3',
            )}
          />
        ))}
      </span>
    </span>
  )
}
