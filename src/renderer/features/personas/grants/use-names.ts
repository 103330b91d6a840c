import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../wire/rpc'
import { words } from './words'

interface Named {
  /** Null for "no persona". */
  id: string | null
  name: string
}

/** What everybody is called, archived personas included; and who can be chosen. */
export function useNames(): { nameOf(personaId: string | null): string; others: Named[] } {
  const { data: cards = [] } = useQuery(queries.personas.gallery.queryOptions())
  return {
    nameOf: (personaId) =>
      personaId === null
        ? words.noPersona
        : (cards.find(({ persona }) => persona?.id === personaId)?.persona?.name ?? words.removed),
    others: [
      ...cards.flatMap(({ persona, isArchived }) => (persona && !isArchived ? [persona] : [])),
      { id: null, name: words.noPersona },
    ],
  }
}
