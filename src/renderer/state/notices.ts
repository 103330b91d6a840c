// Notices are shown once: what was put away stays away.
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Notice } from '../../shared/contract/session'

interface Notices {
  /** Lasting facts that were read, by what they say. */
  putAway: string[]
  /** Passing ones, in this window only: the next interruption is news again. */
  putAwayHere: string[]
  putAwayNotice(notice: Notice): void
}

const passing = (notice: Notice) => notice.kind === 'runs-interrupted'

export const useNotices = create<Notices>()(
  persist(
    (set) => ({
      putAway: [],
      putAwayHere: [],
      putAwayNotice(notice) {
        const name = JSON.stringify(notice)
        set(({ putAway, putAwayHere }) =>
          passing(notice) ? { putAwayHere: [...putAwayHere, name] } : { putAway: [...putAway, name] },
        )
      },
    }),
    { name: 'kith.notices', partialize: ({ putAway }) => ({ putAway }) },
  ),
)

export function isPutAway({ putAway, putAwayHere }: Pick<Notices, 'putAway' | 'putAwayHere'>, notice: Notice): boolean {
  return (passing(notice) ? putAwayHere : putAway).includes(JSON.stringify(notice))
}
