// Links to what Kith holds, as the address of the page names it: `#/thread/ID`, `#/thread/ID/message/ID`. Whoever opens
// one comes from anywhere, so it can do no more than show what the person could have opened by hand. `#/threads` leaves what is
// open: so a window is loaded that crashed with it.
import { rpc } from '../wire/rpc'
import { useOpen } from './open'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const pattern = new RegExp(`^#/thread/(${uuid})(?:/message/(${uuid}))?$`)

const threadsLink = '#/threads'

/** What a link names, or null. */
export function readLink(hash: string): { threadId: string; messageId: string | undefined } | null {
  const [, threadId, messageId] = pattern.exec(hash) ?? []
  return threadId === undefined ? null : { threadId, messageId }
}

/** Opens what the address names, now and whenever it changes. */
export function followLinks(): () => void {
  const follow = () => {
    if (location.hash === threadsLink) {
      history.replaceState(null, '', location.pathname + location.search)
      return useOpen.getState().leaveAll()
    }
    const link = readLink(location.hash)
    if (!link) return
    // Loaded again, the page is not to go there again.
    history.replaceState(null, '', location.pathname + location.search)
    void open(link.threadId, link.messageId)
  }
  follow()
  window.addEventListener('hashchange', follow)
  return () => window.removeEventListener('hashchange', follow)
}

async function open(threadId: string, messageId: string | undefined): Promise<void> {
  // One that is gone is opened all the same: the conversation says so.
  const thread = await rpc.threads.get({ threadId }).catch(() => null)
  useOpen.getState().openThread(threadId, {
    ...(thread && { personaId: thread.personaId }),
    ...(messageId !== undefined && { messageId }),
  })
}
