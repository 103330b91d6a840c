// What can be decided about several at once: each suggestion as it stands, pairs and what was never used alike.
import type { MemoryPair } from '../../../shared/contract/health'
import type { Memory } from '../../../shared/contract/memories'
import { keyOf, stayingFirst } from './pairs'

export type Suggestion = { kind: 'pair'; pair: MemoryPair } | { kind: 'memory'; memory: Memory }

export function keyOfSuggestion(suggestion: Suggestion): string {
  return suggestion.kind === 'pair' ? keyOf(suggestion.pair) : suggestion.memory.id
}

/** Of a pair, the one that is offered to stay and the one it takes the place of. */
export function sidesOf(pair: MemoryPair): { staying: Memory; going: Memory } {
  const staying = stayingFirst(pair)
  return { staying: pair[staying], going: pair[staying === 'older' ? 'newer' : 'older'] }
}

/** Without those an earlier one has settled: a memory that is gone is in no pair any more. */
export function stillOpen(suggestion: Suggestion, goneIds: ReadonlySet<string>): boolean {
  if (suggestion.kind === 'memory') return !goneIds.has(suggestion.memory.id)
  return !goneIds.has(suggestion.pair.older.id) && !goneIds.has(suggestion.pair.newer.id)
}
