import { useEffect, useEffectEvent, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { announce } from '../../lib/announcer'
import { seek, useSearch, withFilter } from '../../state/search'
import { SearchIcon } from '../../ui/icons'
import { wordsOfFilter } from './filter-input'
import { readFilters } from './typed-filters'
import type { KnownPersona } from './typed-filters'
import { words } from './words'

interface SearchFieldProps {
  personas: readonly KnownPersona[]
  now: Date
  listId: string
  /** The row the arrows have got to, when it is drawn. */
  activeRowId: string | undefined
  isExpanded: boolean
  onMove(step: number): void
  onOpen(): void
}

/** The one box. The focus stays in it while the arrows go through what was found. */
export function SearchField({ personas, now, listId, activeRowId, isExpanded, onMove, onOpen }: SearchFieldProps) {
  const text = useSearch((search) => search.text)
  const filters = useSearch((search) => search.filters)
  const calls = useSearch((search) => search.calls)
  const field = useRef<HTMLInputElement>(null)
  const takeFocus = useEffectEvent(() => {
    field.current?.focus()
    // Called again, one looks for something else; back from a result, one goes on where one was.
    if (useSearch.getState().activeId === null) field.current?.select()
  })
  useEffect(() => {
    if (calls >= 0) takeFocus()
  }, [calls])

  function write(typed: string, isWhole = false): boolean {
    const read = readFilters(typed, personas, now, isWhole)
    if (isWhole && read.filters.length === 0) return false
    seek({ text: read.text, filters: read.filters.reduce(withFilter, filters) })
    return read.filters.length > 0
  }

  function removeLast(): void {
    const last = filters.at(-1)
    if (!last) return
    seek({ filters: filters.slice(0, -1) })
    announce(words.filters.removed(wordsOfFilter(last, personas, now)))
  }

  function handleKey(event: KeyboardEvent<HTMLInputElement>): void {
    // While an input method composes, its keys are its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const { selectionStart, selectionEnd } = event.currentTarget
    const step = steps[event.key]
    if (step !== undefined && !event.altKey && !event.shiftKey && !event.metaKey && !event.ctrlKey) onMove(step)
    else if (event.key === 'Enter') {
      if (!write(text, true)) onOpen()
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0 && text === '') removeLast()
    else return
    event.preventDefault()
  }

  return (
    <div className="flex items-center gap-3">
      <SearchIcon className="text-ink-3" />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={words.field}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-expanded={isExpanded}
        aria-activedescendant={activeRowId}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={2000}
        dir="auto"
        value={text}
        placeholder={words.placeholder}
        onChange={(event) => write(event.target.value)}
        onKeyDown={handleKey}
        className="h-12 min-w-0 flex-1 rounded-s bg-transparent text-title outline-none"
      />
    </div>
  )
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }
