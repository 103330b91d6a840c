import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../../lib/announcer'
import { queryClient } from '../../../wire/query-client'
import { queries } from '../../../wire/rpc'

/** A change of an account: what it says when it is done stays until the next one, and everything about accounts is read again. */
export function useAccountChange<I, O>(change: (input: I) => Promise<O>, saidOf: (output: O) => string | null) {
  const [said, setSaid] = useState<string | null>(null)
  const { mutate, mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: change,
    onMutate: () => setSaid(null),
    onSuccess(output: O) {
      const words = saidOf(output)
      setSaid(words)
      if (words !== null) announce(words)
      return queryClient.invalidateQueries({ queryKey: queries.accounts.key() })
    },
  })
  return { change: mutate, changeAsync: mutateAsync, isBusy: isPending, error, reset, said }
}
