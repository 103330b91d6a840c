import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { applyTheme } from '../state/theme'
import { queries } from '../wire/rpc'

/** Shows the theme the settings say, as soon as they say it, in every window. */
export function useShownTheme(): void {
  const { data } = useQuery(queries.settings.get.queryOptions())
  const theme = data?.theme
  useEffect(() => {
    if (theme) applyTheme(theme)
  }, [theme])
}
