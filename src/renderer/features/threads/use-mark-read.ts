import { useEffect } from 'react'
import type { Thread } from '../../../shared/contract/threads'
import { showThread } from '../../state/threads'
import { rpc } from '../../wire/rpc'

/** What is on screen has been read, once somebody looks at the window. */
export function useMarkRead(thread: Thread | undefined): void {
  // With the moment of its last message: what came since is unread again.
  const unread = thread?.unread ? `${thread.id} ${thread.lastMessageAt}` : null
  useEffect(() => {
    if (unread === null) return
    const threadId = unread.slice(0, unread.indexOf(' '))
    function mark(): void {
      if (document.visibilityState !== 'visible') return
      // Where it cannot be said, it stays unread, and is said the next time it is opened.
      rpc.threads.markRead({ threadId }).then(showThread, () => {})
    }
    mark()
    document.addEventListener('visibilitychange', mark)
    return () => document.removeEventListener('visibilitychange', mark)
  }, [unread])
}
