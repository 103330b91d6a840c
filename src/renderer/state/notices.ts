// Notices are shown once: what was put away stays away. A lasting fact for good; a passing one, such as an
// interruption, in this window, because the next one is news again.
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { Notice } from '../../shared/contract/session'
import { ofProfile } from '../lib/page-profile'

interface PutAway {
  /** What was put away, by what it says. */
  putAway: string[]
}

const useLasting = create<PutAway>()(persist((): PutAway => ({ putAway: [] }), { name: ofProfile('kith.notices') }))
const usePassing = create<PutAway>()(
  persist((): PutAway => ({ putAway: [] }), {
    name: ofProfile('kith.notices'),
    storage: createJSONStorage(() => sessionStorage),
  }),
)

/** Tried again every hour, a backup fails for reasons of slightly other figures: that is no news. */
export const nameOf = (notice: Notice) =>
  JSON.stringify(notice.kind === 'backup-failed' ? { ...notice, reason: undefined } : notice)
const isPassing = ({ kind }: Notice) =>
  kind === 'runs-interrupted' || kind === 'backup-failed' || kind === 'backup-damaged'

export function putAwayNotice(notice: Notice): void {
  const store = isPassing(notice) ? usePassing : useLasting
  store.setState(({ putAway }) => ({ putAway: [...putAway, nameOf(notice)] }))
}

/** Those of the notices that were not put away. */
export function useFreshNotices(notices: readonly Notice[]): Notice[] {
  const lasting = useLasting(({ putAway }) => putAway)
  const passing = usePassing(({ putAway }) => putAway)
  return notices.filter((notice) => !(isPassing(notice) ? passing : lasting).includes(nameOf(notice)))
}
