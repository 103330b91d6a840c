// What the page of memories shows: which tab, whose memories, by which filters, and the one that is open beside them. Kept
// while the window lives, so that whoever comes back finds it as it was.
import { create } from 'zustand'
import type { MemorySort, MemoryState } from '../../shared/contract/memories'
import { useOpen } from './open'

/** One persona's (null: no persona's), or everybody's. */
export interface MemoryScope {
  personaId: string | null
  all: boolean
}

export interface MemoryFilter {
  state: MemoryState
  kind: string | null
  isPinned: boolean
  tag: string | null
  containing: string
}

export const noFilter: MemoryFilter = { state: 'active', kind: null, isPinned: false, tag: null, containing: '' }

interface MemoryPage {
  /** `memories`, `inbox`, `notes`, or one that is put in from elsewhere. */
  tab: string
  all: boolean
  view: 'list' | 'timeline'
  sort: MemorySort
  filter: MemoryFilter
  /** The memory that is open beside the list. */
  memoryId: string | null
  /** What of it is meant: the part it is shared in takes the focus, once it is there. */
  isSharingMeant: boolean
  set(change: Partial<Pick<MemoryPage, 'tab' | 'all' | 'view' | 'sort' | 'memoryId'>>): void
  setFilter(change: Partial<MemoryFilter>): void
}

export const useMemoryPage = create<MemoryPage>()((set) => ({
  tab: 'memories',
  all: false,
  view: 'list',
  sort: 'newest',
  filter: noFilter,
  memoryId: null,
  isSharingMeant: false,
  set: (change) => set(change),
  setFilter: (change) => set(({ filter }) => ({ filter: { ...filter, ...change } })),
}))

export function openMemoryPage(tab?: string): void {
  if (tab !== undefined) useMemoryPage.setState({ tab })
  useOpen.getState().openPage('memory')
}

/** Shows one memory on the page, from anywhere. */
export function openMemory(memoryId: string, { isSharingMeant = false } = {}): void {
  useMemoryPage.setState({ tab: 'memories', memoryId, isSharingMeant })
  useOpen.getState().openPage('memory')
}

/** Whose memories the page shows. */
export function useMemoryScope(): MemoryScope {
  const all = useMemoryPage((page) => page.all)
  const personaId = useOpen((open) => open.personaId)
  return { personaId: all ? null : personaId, all }
}
