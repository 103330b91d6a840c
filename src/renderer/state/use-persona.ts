import { useQuery } from '@tanstack/react-query'
import type { Persona } from '../../shared/contract/personas'
import { queries } from '../wire/rpc'
import { useOpen } from './open'

/** The persona one is with, or null for "no persona". */
export function usePersona(): Persona | null {
  const personaId = useOpen((open) => open.personaId)
  const { data } = useQuery(queries.personas.list.queryOptions())
  return data?.find(({ id }) => id === personaId) ?? null
}
