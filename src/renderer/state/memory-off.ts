// Threads that do not exist yet and are to remember nothing, by their draft: kept as long as the draft, over a reload, too.
// Afterwards the thread itself says so.
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface MemoryOff {
  drafts: Record<string, true>
  set(draftKey: string, isOff: boolean): void
}

export const useMemoryOff = create<MemoryOff>()(
  persist(
    (set) => ({
      drafts: {},
      set(draftKey, isOff) {
        set(({ drafts }) => {
          const { [draftKey]: _, ...others } = drafts
          return { drafts: isOff ? { ...others, [draftKey]: true } : others }
        })
      },
    }),
    { name: 'kith.memory-off', partialize: ({ drafts }) => ({ drafts }) },
  ),
)
