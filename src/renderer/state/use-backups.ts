import { useQuery } from '@tanstack/react-query'
import { queries } from '../wire/rpc'

/** Read again whenever somebody looks: Kith makes some by itself, and tells nobody. */
export function useBackups() {
  return useQuery(queries.database.backups.queryOptions({ staleTime: 0 }))
}
