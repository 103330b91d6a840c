// The ways out of the quick window.
import type { Place } from '../../shared/contract/desktop'
import { keepDraftsNow } from '../state/drafts'
import { useOpen } from '../state/open'
import { rpc } from '../wire/rpc'

const isInBrowser = !('kith' in window)

/** Puts it away. A browser closes only a window that was opened by a page. */
export function leave(): void {
  keepDraftsNow()
  if (isInBrowser) window.close()
  // Where main cannot be reached, the window stays, and says so.
  else void rpc.desktop.closeQuick().catch(() => {})
}

/** Shows in a whole window what is open here. */
export function openInKith(page: Place['page'] = 'conversation'): void {
  keepDraftsNow()
  const { threadId, personaId } = useOpen.getState()
  if (!isInBrowser) return void rpc.desktop.openInKith({ page, threadId, personaId }).catch(() => {})
  window.open(threadId === null ? '/' : `/#thread/${threadId}`, 'kith')
}
