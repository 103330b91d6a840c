import { useRef } from 'react'
import { announce } from '../../lib/announcer'
import { seek, useSearch } from '../../state/search'
import type { Filter } from '../../state/search'
import { CloseIcon } from '../../ui/icons'
import { FilterMenu } from './FilterMenu'
import { wordsOfFilter } from './filter-input'
import type { KnownPersona } from './typed-filters'
import { words } from './words'

/** What narrows it down, each with the way to take it away, and the menu of what else there is. */
export function FilterChips({ personas, now }: { personas: readonly KnownPersona[]; now: Date }) {
  const filters = useSearch((search) => search.filters)
  const group = useRef<HTMLDivElement>(null)

  function remove(filter: Filter, index: number): void {
    seek({ filters: filters.filter((one) => one !== filter) })
    announce(words.filters.removed(wordsOfFilter(filter, personas, now)))
    // The chip is gone: the next one takes the focus, or the menu behind the last.
    requestAnimationFrame(() => group.current?.querySelectorAll('button')[index]?.focus())
  }

  return (
    <div
      ref={group}
      role="group"
      aria-label={words.filters.label}
      className="flex min-w-0 flex-wrap items-center gap-2"
    >
      {filters.map((filter, index) => {
        const chip = wordsOfFilter(filter, personas, now)
        return (
          <button
            key={`${filter.name}:${filter.value}`}
            type="button"
            aria-label={words.filters.remove(chip)}
            onClick={() => remove(filter, index)}
            className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full bg-active ps-3 pe-2 text-small font-strong text-ink hover:bg-fill-hover pointer-coarse:h-11"
          >
            <bdi className="truncate">{chip}</bdi>
            <CloseIcon className="size-3.5" />
          </button>
        )
      })}
      <FilterMenu personas={personas} now={now} />
    </div>
  )
}
