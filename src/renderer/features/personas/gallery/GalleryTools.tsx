import { useRef } from 'react'
import { useKeyDown } from '../../../lib/use-key-down'
import { Select } from '../../../ui/Select'
import type { Order } from './arranged'
import { words } from './words'

interface GalleryToolsProps {
  search: string
  order: Order
  /** How many are archived. */
  archived: number
  isArchivedShown: boolean
  onSearch(text: string): void
  onOrder(order: Order): void
  onArchived(isShown: boolean): void
}

const orders = Object.entries(words.orders).map(([value, said]) => ({ value, words: said }))

/** Looking for one, the order, and whether archived ones are shown. */
export function GalleryTools(props: GalleryToolsProps) {
  const { search, order, archived, isArchivedShown, onSearch, onOrder, onArchived } = props
  const field = useRef<HTMLInputElement>(null)
  useKeyDown(field, (event) => {
    // The first Escape empties the field, the next one closes the page.
    if (event.key !== 'Escape' || search === '') return
    event.preventDefault()
    onSearch('')
  })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        ref={field}
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        maxLength={200}
        className="field-frame h-[34px] min-w-48 flex-1 rounded-m px-[11px] text-ui pointer-coarse:h-11"
        onChange={(event) => onSearch(event.target.value)}
      />
      <Select
        label={words.order}
        value={order}
        groups={[{ options: orders }]}
        onChange={(value) => onOrder(value as Order)}
      />
      {archived > 0 && (
        <button
          type="button"
          aria-pressed={isArchivedShown}
          onClick={() => onArchived(!isArchivedShown)}
          className={
            isArchivedShown
              ? 'h-8 rounded-full bg-active px-3 text-small font-strong text-ink pointer-coarse:h-11'
              : 'h-8 rounded-full bg-band px-3 text-small text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11'
          }
        >
          {words.showArchived(archived)}
        </button>
      )}
    </div>
  )
}
