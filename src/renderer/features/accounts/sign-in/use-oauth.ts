import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../wire/rpc'

/** Begins to sign in with a provider and opens its page in the person's browser. */
export function useOAuth() {
  const { mutate, variables, isPending, error } = useMutation(
    queries.accounts.beginOAuth.mutationOptions({
      // In the desktop app the window hands it to the system's browser; here it is a tab of this one.
      onSuccess: ({ url }) => void window.open(url, '_blank', 'noopener,noreferrer'),
    }),
  )
  return { begin: (provider: string) => mutate({ provider }), provider: variables?.provider, isPending, error }
}
