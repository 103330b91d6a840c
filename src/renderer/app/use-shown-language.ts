import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { applyLanguage } from '../state/language'
import { queries } from '../wire/rpc'

let isSettled = false

/**
 * Shows the language the settings say, once, as the window starts: this browser may not have been told of it yet. A
 * choice made later in another window waits for the next start of this one, which may hold what nobody has saved.
 */
export function useShownLanguage(): void {
  const { data } = useQuery(queries.settings.get.queryOptions())
  const chosen = data?.language
  useEffect(() => {
    if (!chosen || isSettled) return
    isSettled = true
    applyLanguage(chosen)
  }, [chosen])
}
