import { useMutation, useQuery } from '@tanstack/react-query'
import type { LocalApiView } from '../../../../shared/contract/local-api'
import { queryClient } from '../../../wire/query-client'
import { queries } from '../../../wire/rpc'

/** How the local API stands. Another window may have changed it: it is read when the page is opened. */
export function useLocalApi() {
  return useQuery(queries.localApi.view.queryOptions({ staleTime: 0 }))
}

/** Shows it as main has just made it. */
export function showLocalApi(view: LocalApiView): void {
  queryClient.setQueryData(queries.localApi.view.queryKey(), view)
}

export const useSetOn = () => useMutation(queries.localApi.setOn.mutationOptions({ onSuccess: showLocalApi }))
export const useSetPort = () => useMutation(queries.localApi.setPort.mutationOptions({ onSuccess: showLocalApi }))
export const useSetOrigins = () => useMutation(queries.localApi.setOrigins.mutationOptions({ onSuccess: showLocalApi }))
export const useRevokeKey = () => useMutation(queries.localApi.revokeKey.mutationOptions({ onSuccess: showLocalApi }))
export const useCreateKey = () =>
  useMutation(queries.localApi.createKey.mutationOptions({ onSuccess: ({ view }) => showLocalApi(view) }))
