import { QueryClient } from '@tanstack/react-query'
import { ConnectionLost } from './connection'

/**
 * What main knows, kept here while it is shown. Nothing grows old by itself: `session.changes` says what to read again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => error instanceof ConnectionLost && count < 10,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
