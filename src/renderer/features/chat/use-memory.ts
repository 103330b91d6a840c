import { useMutation, useQuery } from '@tanstack/react-query'
import { useDraftOff, useMemoryOff } from '../../state/memory-off'
import { useOpen } from '../../state/open'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'

/** Whether what is written here is remembered: of the thread, or of the one that begins with this draft. */
export function useMemory(threadId: string | null, draftKey: string, onError: (error: ErrorInWords) => void) {
  const personaId = useOpen((open) => open.personaId)
  const isOffInDraft = useDraftOff(draftKey, personaId)
  const setDraft = useMemoryOff(({ set }) => set)
  const { data: thread } = useQuery(
    queries.threads.get.queryOptions({ input: { threadId: threadId ?? '' }, enabled: threadId !== null }),
  )
  const change = useMutation(
    queries.threads.setMemory.mutationOptions({
      onSuccess: (changed) =>
        queryClient.setQueryData(queries.threads.get.queryKey({ input: { threadId: changed.id } }), changed),
      onError: (error) => onError(wordsOf(error)),
    }),
  )
  return {
    isOn: threadId === null ? !isOffInDraft : (thread?.remembers ?? true),
    /** Somebody has just decided, and main does not know yet. */
    isChanging: change.isPending,
    // Until the thread has said so, nobody knows.
    isBusy: change.isPending || (threadId !== null && !thread),
    set(isOn: boolean) {
      if (threadId === null) setDraft(draftKey, !isOn)
      else change.mutate({ threadId, remembers: isOn })
    },
  }
}
