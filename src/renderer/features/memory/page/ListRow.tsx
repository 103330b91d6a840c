import type { Memory } from '../../../../shared/contract/memories'
import { classNames } from '../../../lib/class-names'
import { clockTime, shortDate } from '../../../lib/dates'
import { PinIcon } from '../../../ui/icons'
import { words as memoryWords } from '../words'
import { lineOf } from './list-rows'
import { words } from './words'

/** The columns of a row: what it says, and, where there is room, kind, how often used and when last. */
export const columns =
  'grid grid-cols-[24px_minmax(0,1fr)_84px] @xl:grid-cols-[24px_minmax(0,1fr)_92px_84px_84px] items-center gap-x-3 px-2'
export const onlyWide = 'hidden @xl:block'

/** The keys that are down with it. */
export type Pressed = Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>

interface ListRowProps {
  memory: Memory
  /** Among the rows of the grid, from 1. */
  position: number
  isOpen: boolean
  isSelected: boolean
  /** Null while nothing is being chosen: then its box is seen on the row one points at. */
  isChoosing: boolean
  isStop: boolean
  /** Whose it is, where those of all are shown. */
  owner: string | null
  isTimeline: boolean
  now: Date
  onOpen(keys: Pressed): void
  onToggle(): void
}

export function ListRow(props: ListRowProps) {
  const { memory, position, isOpen, isSelected, isChoosing, isStop, owner, isTimeline, now, onOpen, onToggle } = props
  const line = lineOf(memory.content)
  const when = isTimeline ? memory.createdAt : memory.lastUsedAt
  return (
    <div
      role="row"
      aria-rowindex={position}
      aria-selected={isSelected}
      aria-label={line}
      data-memory={memory.id}
      tabIndex={isStop ? 0 : -1}
      onClick={onOpen}
      onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && onOpen(event)}
      className={classNames(
        columns,
        // Until it is measured, a row of a virtual list is hidden, and what is hidden takes no focus.
        'group/row visible relative h-10 cursor-default rounded-m select-none text-ui -outline-offset-2 pointer-coarse:h-11',
        isSelected || isOpen ? 'bg-active' : 'hover:bg-hover',
        isOpen && 'selected-thread',
      )}
    >
      <span role="gridcell" className="grid place-items-center">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.select(line.slice(0, 80))}
          checked={isSelected && isChoosing}
          onClick={(event) => event.stopPropagation()}
          onChange={onToggle}
          className={classNames(
            'size-4 accent-(--accent-fill)',
            !isChoosing && 'opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100 focus:opacity-100',
          )}
        />
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-2">
        {memory.pinned && (
          <>
            <PinIcon className="text-ink-3" />
            <span className="sr-only">{words.pinned}</span>
          </>
        )}
        <span dir="auto" className="min-w-0 flex-1 truncate text-start">
          {line}
        </span>
        {owner !== null && <span className="max-w-28 flex-none truncate text-small text-ink-3">{owner}</span>}
      </span>
      <span role="gridcell" className={classNames(onlyWide, 'truncate text-small text-ink-2')}>
        {memoryWords.kindOf(memory.kind)}
      </span>
      <span role="gridcell" className={classNames(onlyWide, 'truncate text-small text-ink-2 tabular-nums')}>
        {words.times(memory.usedCount)}
      </span>
      <span role="gridcell" className="truncate text-small text-ink-2 tabular-nums">
        {when === null ? '' : isTimeline ? clockTime(new Date(when)) : shortDate(new Date(when), now)}
      </span>
    </div>
  )
}
