import { useQuery } from '@tanstack/react-query'
import type { McpServer } from '../../../shared/contract/tools'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'

export function useServers() {
  return useQuery(queries.tools.servers.queryOptions())
}

/** Shows the servers as main has just saved them, and reads again who uses which. */
export function showServers(servers: McpServer[]): void {
  queryClient.setQueryData(queries.tools.servers.queryKey(), servers)
  void queryClient.invalidateQueries({ queryKey: queries.tools.ofPersona.key() })
}
