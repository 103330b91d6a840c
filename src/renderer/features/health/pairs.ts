// Which pairs are still to be decided about: what was decided hides all pairs it concerns, until it is undone.
import type { MemoryPair, PairRelation } from '../../../shared/contract/health'

/** What one needs to make one memory of two. Another feature draws it. */
export interface MergingOfPair {
  pair: MemoryPair
  isBusy: boolean
  onMerge(intoId: string, content: string): void
  onCancel(): void
}

export interface Decided {
  /** Memories that are in use no more. */
  goneIds: ReadonlySet<string>
  /** Pairs that were told apart. */
  apart: ReadonlySet<string>
}

export const nothingDecided: Decided = { goneIds: new Set(), apart: new Set() }

const speaksAgainst: readonly PairRelation[] = ['contradicts', 'opposite', 'updates']

export function keyOf({ older, newer }: MemoryPair): string {
  return [older.id, newer.id].toSorted().join(' ')
}

/** The two lists there are, without what was decided. */
export function openPairs(pairs: readonly MemoryPair[], { goneIds, apart }: Decided) {
  const open = pairs.filter(
    (pair) => !goneIds.has(pair.older.id) && !goneIds.has(pair.newer.id) && !apart.has(keyOf(pair)),
  )
  const isAgainst = ({ relation }: MemoryPair) => speaksAgainst.includes(relation)
  return { contradictions: open.filter(isAgainst), duplicates: open.filter((pair) => !isAgainst(pair)) }
}

/** Which one is offered to stay: of duplicates the longer one, which leaves least out; else the newer one. */
export function stayingFirst({ older, newer, relation }: MemoryPair): 'older' | 'newer' {
  if (speaksAgainst.includes(relation)) return 'newer'
  return older.content.length > newer.content.length ? 'older' : 'newer'
}
