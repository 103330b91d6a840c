// Threads that do not exist yet and are to remember nothing, by their draft. Afterwards the thread itself says so.
import { create } from 'zustand'

interface MemoryOff {
  drafts: Record<string, true>
  set(draftKey: string, isOff: boolean): void
}

export const useMemoryOff = create<MemoryOff>()((set) => ({
  drafts: {},
  set(draftKey, isOff) {
    set(({ drafts }) => {
      const { [draftKey]: _, ...others } = drafts
      return { drafts: isOff ? { ...others, [draftKey]: true } : others }
    })
  },
}))
