// Whether threads that do not exist yet will remember, by their draft: as somebody decided, kept as long as the draft, over a
// reload, too; and else as it is set for the persona, or for everybody. Afterwards the thread itself says so.
import { useQuery } from '@tanstack/react-query'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { queryClient } from '../wire/query-client'
import { queries } from '../wire/rpc'
import { isOffAtFirst } from './new-threads'

interface MemoryOff {
  /** True: it will remember nothing. */
  drafts: Record<string, boolean>
  set(draftKey: string, isOff: boolean): void
  forget(draftKey: string): void
}

export const useMemoryOff = create<MemoryOff>()(
  persist(
    (set) => ({
      drafts: {},
      set: (draftKey, isOff) => set(({ drafts }) => ({ drafts: { ...drafts, [draftKey]: isOff } })),
      forget(draftKey) {
        set(({ drafts }) => {
          const { [draftKey]: _, ...others } = drafts
          return { drafts: others }
        })
      },
    }),
    { name: 'kith.memory-off', partialize: ({ drafts }) => ({ drafts }) },
  ),
)

/** Whether what is written in this draft will be forgotten, as it stands now. */
export function isDraftOff(draftKey: string, personaId: string | null): boolean {
  const persona = queryClient.getQueryData(queries.personas.list.queryKey())?.find(({ id }) => id === personaId)
  const settings = queryClient.getQueryData(queries.settings.get.queryKey())
  return useMemoryOff.getState().drafts[draftKey] ?? isOffAtFirst(persona, settings)
}

export function useDraftOff(draftKey: string, personaId: string | null): boolean {
  const decided = useMemoryOff(({ drafts }) => drafts[draftKey])
  const { data: personas } = useQuery(queries.personas.list.queryOptions())
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  return (
    decided ??
    isOffAtFirst(
      personas?.find(({ id }) => id === personaId),
      settings,
    )
  )
}
