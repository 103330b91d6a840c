import { useQuery } from '@tanstack/react-query'
import type { ProfileList } from '../../../shared/contract/profiles'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { words } from './words'

export const profilesQuery = () => queries.profiles.list.queryOptions()

export function useProfiles() {
  return useQuery(profilesQuery())
}

export function showProfiles(list: ProfileList): void {
  queryClient.setQueryData(profilesQuery().queryKey, list)
}

/** The database on this computer has no name until its owner gives it one. */
export function nameOf({ name }: { name: string }): string {
  return name || words.thisComputer
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
