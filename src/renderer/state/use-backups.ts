import { useQuery } from '@tanstack/react-query'
import { queries } from '../wire/rpc'

/** Read again whenever somebody looks: Kith makes some by itself, and tells nobody. */
export function useBackups() {
  return useQuery(queries.database.backups.queryOptions({ staleTime: 0 }))
}

/** What was left beside the database, and where. */
export function useLeftBehind() {
  return useQuery(queries.database.leftBehind.queryOptions({ staleTime: 0 }))
}
