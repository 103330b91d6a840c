import { useEffect } from 'react'
import { useOpen } from '../state/open'
import { showThread } from '../state/threads'
import { rpc } from '../wire/rpc'

/** A link to a thread, as "Copy link" makes it, opens that thread: at the start, and in a window that is open. */
export function useThreadLink(): void {
  useEffect(() => {
    const open = () => void openLinked()
    open()
    window.addEventListener('hashchange', open)
    return () => window.removeEventListener('hashchange', open)
  }, [])
}

async function openLinked(): Promise<void> {
  const threadId = /^#thread\/([0-9a-f-]{36})$/.exec(location.hash)?.[1]
  if (!threadId) return
  // Once: a reload stays with what is open by then.
  history.replaceState(null, '', location.pathname)
  // Where there is no such thread any more, what is open stays open.
  const thread = await rpc.threads.get({ threadId }).catch(() => null)
  if (!thread) return
  showThread(thread)
  useOpen.getState().openThread(thread.id, { personaId: thread.personaId })
}
