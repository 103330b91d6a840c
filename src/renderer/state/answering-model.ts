import { useMutation, useQuery } from '@tanstack/react-query'
import type { ModelChoice } from '../../shared/contract/settings'
import { wordsOf } from '../wire/failure'
import type { ErrorInWords } from '../wire/failure'
import { queryClient } from '../wire/query-client'
import { queries } from '../wire/rpc'
import { usePersona } from './use-persona'

/** The model that answers where one is: the persona's own, or everybody's. Another one is chosen for the same. */
export function useAnsweringModel(onError: (error: ErrorInWords) => void) {
  const persona = usePersona()
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  const failed = (error: unknown) => onError(wordsOf(error))
  const setModel = useMutation(
    queries.settings.setModel.mutationOptions({
      onSuccess: (view) => queryClient.setQueryData(queries.settings.get.queryKey(), view),
      onError: failed,
    }),
  )
  const save = useMutation(
    queries.personas.save.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.personas.key() }),
      onError: failed,
    }),
  )
  const own = persona?.settings.model

  function choose(model: ModelChoice): void {
    if (!persona || !own) return setModel.mutate({ model })
    const { id, name, accent, instructions } = persona
    save.mutate({ id, name, accent, instructions, settings: { ...persona.settings, model } })
  }
  return { model: own ?? settings?.model, choose }
}
