import { useMutation, useQuery } from '@tanstack/react-query'
import type { SettingsView } from '../../../shared/contract/settings'
import type { ErrorInWords } from '../../wire/failure'
import { withoutMessage, wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'

export function useSettings() {
  return useQuery(queries.settings.get.queryOptions())
}

/** Shows settings as main has just saved them. */
export function showSettings(view: SettingsView): void {
  queryClient.setQueryData(queries.settings.get.queryKey(), view)
}

export const useSetModel = () => useMutation(queries.settings.setModel.mutationOptions({ onSuccess: showSettings }))
export const useSetTheme = () => useMutation(queries.settings.setTheme.mutationOptions({ onSuccess: showSettings }))
export const useSetLanguage = () =>
  useMutation(queries.settings.setLanguage.mutationOptions({ onSuccess: showSettings }))

/** An error of a provider as it reads where no message was sent. */
export function wordsWithoutMessage(error: unknown): ErrorInWords {
  return withoutMessage(wordsOf(error))
}
