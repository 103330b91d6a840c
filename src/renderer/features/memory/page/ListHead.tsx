import type { MemorySort } from '../../../../shared/contract/memories'
import { classNames } from '../../../lib/class-names'
import { useMemoryPage } from '../../../state/memory-page'
import { ChevronDownIcon } from '../../../ui/icons'
import { columns, onlyWide } from './ListRow'
import { words } from './words'

/** The heads of the columns; two of them sort. */
export function ListHead({ isTimeline }: { isTimeline: boolean }) {
  return (
    <div role="row" aria-rowindex={1} className={classNames(columns, 'h-9 text-small text-ink-2')}>
      <span role="columnheader">
        <span className="sr-only">{words.columns.select}</span>
      </span>
      <span role="columnheader">{words.columns.memory}</span>
      <span role="columnheader" className={onlyWide}>
        {words.columns.kind}
      </span>
      <SortHead sort={isTimeline ? null : 'most_used'} name={words.columns.used} className={onlyWide} />
      <SortHead
        sort={isTimeline ? null : 'last_used'}
        name={isTimeline ? words.columns.learned : words.columns.lastUsed}
      />
    </div>
  )
}

function SortHead({ sort, name, className }: { sort: MemorySort | null; name: string; className?: string }) {
  const isOn = useMemoryPage((page) => page.sort === sort)
  const set = useMemoryPage((page) => page.set)
  if (sort === null) {
    return (
      <span role="columnheader" className={className}>
        {name}
      </span>
    )
  }
  return (
    <span role="columnheader" aria-sort={isOn ? 'descending' : 'none'} className={className}>
      <button
        type="button"
        onClick={() => set({ sort: isOn ? 'newest' : sort })}
        className={classNames(
          'inline-flex min-h-7 max-w-full items-center gap-1 rounded-s hover:text-ink',
          isOn && 'font-strong text-ink',
        )}
      >
        <span className="truncate">{name}</span>
        {isOn && <ChevronDownIcon />}
      </button>
    </span>
  )
}
