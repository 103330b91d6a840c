import { useEffect, useRef, useSyncExternalStore } from 'react'
import { inOrder, messagesQuery } from '../../state/messages'
import type { MessagePages } from '../../state/messages'
import { showThread } from '../../state/threads'
import { queryClient } from '../../wire/query-client'
import { rpc } from '../../wire/rpc'

/** Answers on screen have been read, once somebody looks at the window. One that is still being written has not. */
export function useMarkRead(threadId: string, isUnread: boolean): void {
  const upTo = useSyncExternalStore(listen, () => lastAnswer(threadId))
  const marked = useRef<number | null>(null)
  useEffect(() => {
    if (upTo === null) return
    // What was there when the thread was opened is told only where it was unread; what comes while it is open always is.
    if (!isUnread && (marked.current === null || upTo <= marked.current)) {
      marked.current ??= upTo
      return
    }
    function mark(seq: number): void {
      if (document.visibilityState !== 'visible') return
      marked.current = seq
      // Where it cannot be told, it stays unread, and is told the next time it is opened.
      rpc.threads.markRead({ threadId, upTo: seq }).then(showThread, () => {})
    }
    const whenSeen = () => mark(upTo)
    whenSeen()
    document.addEventListener('visibilitychange', whenSeen)
    return () => document.removeEventListener('visibilitychange', whenSeen)
  }, [threadId, isUnread, upTo])
}

function listen(changed: () => void): () => void {
  return queryClient.getQueryCache().subscribe(changed)
}

/** The number of the last answer that is over, as far as it is read. */
function lastAnswer(threadId: string): number | null {
  const pages = queryClient.getQueryData<MessagePages>(messagesQuery(threadId).queryKey)
  const answers = pages
    ? inOrder(pages).filter(({ role, status }) => role === 'assistant' && status !== 'streaming')
    : []
  return answers.at(-1)?.seq ?? null
}
