// What is looked for in this window: kept while one looks at what was found and comes back, and over a reload.
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { FoundKind } from '../../shared/contract/search'
import { useOpen } from './open'
import { ofProfile } from '../lib/page-profile'

export type FilterName = 'persona' | 'before' | 'after' | 'role' | 'tag' | 'has'

/** A chip. Values are the same in every language: an id or "none", a day as 2026-06-01, user, a tag, file. */
export interface Filter {
  name: FilterName
  value: string
}

export interface Sought {
  text: string
  filters: readonly Filter[]
}

interface Search extends Sought {
  kind: FoundKind | null
  /** The result the arrows have got to. */
  activeId: string | null
  /** How far down one was. */
  offset: number
  recent: readonly Sought[]
  /** Counts up whenever the field should take the focus. */
  calls: number
}

const mostRecent = 8

export const useSearch = create<Search>()(
  persist((): Search => ({ text: '', filters: [], kind: null, activeId: null, offset: 0, recent: [], calls: 0 }), {
    name: ofProfile('kith.search'),
    // Of this window alone: what one looked for is not told to the next.
    storage: createJSONStorage(() => sessionStorage),
    partialize: ({ text, filters, kind, recent }) => ({ text, filters, kind, recent }),
  }),
)

/** Looks for something else: what was reached in the results before is not there any more. */
export function seek(sought: Partial<Sought & { kind: FoundKind | null }>): void {
  useSearch.setState({ ...sought, activeId: null, offset: 0 })
}

/** With a filter. Tags and what something has can be several; of the others, the last one counts. */
export function withFilter(filters: readonly Filter[], added: Filter): readonly Filter[] {
  const isSame = (one: Filter) =>
    one.name === added.name && (one.value === added.value || (added.name !== 'tag' && added.name !== 'has'))
  return [...filters.filter((one) => !isSame(one)), added]
}

/** Opens the search, with words to look for where they are given. */
export function openSearch(text?: string): void {
  if (text !== undefined) seek({ text, filters: [], kind: null })
  useSearch.setState(({ calls }) => ({ calls: calls + 1 }))
  useOpen.getState().openPage('search')
}

export function keepSought({ text, filters }: Sought): void {
  const sought = { text: text.trim(), filters }
  if (sought.text === '' && filters.length === 0) return
  const isOther = (one: Sought) => keyOf(one) !== keyOf(sought)
  useSearch.setState(({ recent }) => ({ recent: [sought, ...recent.filter(isOther)].slice(0, mostRecent) }))
}

export function forgetRecent(): void {
  useSearch.setState({ recent: [] })
}

export const keyOf = ({ text, filters }: Sought) =>
  JSON.stringify([text, ...filters.map(({ name, value }) => `${name}:${value}`)])
