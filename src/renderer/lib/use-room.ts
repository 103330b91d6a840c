import { useSyncExternalStore } from 'react'
import { listenToRoom, roomOf, roomWidth } from './room'

const useRoom = () => useSyncExternalStore(listenToRoom, () => roomOf(roomWidth()))

/** One pane: everything else comes as a sheet. */
export const useIsNarrow = () => useRoom() === 'narrow'
/** Three panes side by side. */
export const useIsWide = () => useRoom() === 'wide'
