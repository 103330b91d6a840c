import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { MemorySort } from '../../../../shared/contract/memories'
import { number } from '../../../lib/numbers'
import { useKeyDown } from '../../../lib/use-key-down'
import { noFilter, useMemoryPage, useMemoryScope } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { ChoiceMenu } from '../../../ui/ChoiceMenu'
import { ChevronDownIcon, CloseIcon, SearchIcon } from '../../../ui/icons'
import { TextLink } from '../../../ui/TextLink'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import { queries } from '../../../wire/rpc'
import { words as memoryWords } from '../words'
import { FilterMenu } from './FilterMenu'
import { words } from './words'

const sorts: readonly MemorySort[] = ['newest', 'updated', 'importance', 'last_used', 'most_used']

/** Kinds with how many there are, a field to find by words, other filters, and the order. */
export function FilterBar() {
  const scope = useMemoryScope()
  const { filter, sort, view, setFilter, set } = useMemoryPage()
  const counts = useQuery(queries.memories.counts.queryOptions({ input: scope })).data
  const here = (counts ?? []).filter(({ state }) => state === filter.state)
  const kinds = here.toSorted((one, other) => other.count - one.count).map(({ kind, count }) => ({ kind, count }))
  const total = kinds.reduce((sum, { count }) => sum + count, 0)
  // A kind of which nothing is left stays chosen until it is taken off.
  if (filter.kind !== null && !kinds.some(({ kind }) => kind === filter.kind))
    kinds.push({ kind: filter.kind, count: 0 })
  const named = (kind: string) => words.kindsMany[kind] ?? memoryWords.kindOf(kind)

  const chips = [
    filter.state !== 'active' && { name: words.states[filter.state], off: { state: 'active' as const } },
    filter.isPinned && { name: words.pinnedOnly, off: { isPinned: false } },
    filter.tag !== null && { name: words.tag(filter.tag), off: { tag: null } },
  ].filter((chip) => chip !== false)

  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <ToggleGroup
          label={words.kinds}
          value={filter.kind ?? ''}
          options={[
            { value: '', words: counts ? `${words.allKinds} ${number(total)}` : words.allKinds },
            ...kinds.map(({ kind, count }) => ({ value: kind, words: `${named(kind)} ${number(count)}` })),
          ]}
          onChange={(kind) => setFilter({ kind: kind === '' ? null : kind })}
        />
        <div className="ms-auto flex flex-wrap items-center gap-1">
          <FindField />
          <FilterMenu />
          {view === 'list' && (
            <ChoiceMenu
              align="end"
              value={sort}
              groups={[{ key: 'sort', options: sorts.map((value) => ({ value, words: words.sorts[value] })) }]}
              search={{ label: words.searchTags, nothing: words.noSuchFilter }}
              onChange={(value) => set({ sort: value as MemorySort })}
              trigger={
                <Button look="bare" size="small">
                  {words.sortedBy(words.sorts[sort])}
                  <ChevronDownIcon />
                </Button>
              }
            />
          )}
        </div>
      </div>
      {chips.length > 0 && (
        <div role="group" aria-label={words.filtered} className="flex flex-wrap items-center gap-1.5">
          {chips.map(({ name, off }) => (
            <button
              key={name}
              type="button"
              aria-label={words.takeOff(name)}
              onClick={() => setFilter(off)}
              className="inline-flex h-7 max-w-64 items-center gap-1.5 rounded-full bg-active ps-3 pe-2 text-small hover:bg-hover pointer-coarse:h-11"
            >
              <span className="truncate">{name}</span>
              <CloseIcon className="size-3.5 text-ink-2" />
            </button>
          ))}
          <TextLink onClick={() => setFilter(noFilter)}>{words.takeAllOff}</TextLink>
        </div>
      )}
    </div>
  )
}

/** Searches a moment after one has stopped typing. Escape empties it; Backspace where it is empty takes a filter off. */
function FindField() {
  const { containing, tag, isPinned, state } = useMemoryPage((page) => page.filter)
  const setFilter = useMemoryPage((page) => page.setFilter)
  const [text, setText] = useState(containing)
  const [before, setBefore] = useState(containing)
  const field = useRef<HTMLInputElement>(null)
  // Taken off elsewhere.
  if (before !== containing) {
    setBefore(containing)
    if (text.trim() !== containing) setText(containing)
  }
  useEffect(() => {
    if (text.trim() === containing) return
    const timer = setTimeout(() => setFilter({ containing: text.trim() }), 150)
    return () => clearTimeout(timer)
  }, [text, containing, setFilter])
  useKeyDown(field, (event) => {
    if (event.key === 'Escape' && text !== '') {
      setText('')
      event.preventDefault()
    }
    if (event.key !== 'Backspace' || text !== '') return
    if (tag !== null) setFilter({ tag: null })
    else if (isPinned) setFilter({ isPinned: false })
    else if (state !== 'active') setFilter({ state: 'active' })
  })
  return (
    <span className="relative flex items-center">
      <SearchIcon className="pointer-events-none absolute start-2.5 text-ink-3" />
      <input
        ref={field}
        type="search"
        aria-label={words.find}
        placeholder={words.find}
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="field-frame h-8 w-44 rounded-m ps-8 pe-2.5 text-small pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
    </span>
  )
}
