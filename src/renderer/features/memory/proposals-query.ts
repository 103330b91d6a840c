import type { MemoryScope } from '../../state/memory-page'
import { queries } from '../../wire/rpc'

/** What waits for a word, of one persona or of all: one question, wherever it is asked. */
export function proposalsQuery({ personaId, all }: MemoryScope) {
  return queries.memories.proposals.queryOptions({ input: all ? { personaId: null, all } : { personaId } })
}
