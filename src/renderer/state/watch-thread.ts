import type { ChatEvent } from '../../shared/contract/chat'
import { wordsOf } from '../wire/failure'
import { rpc } from '../wire/rpc'
import { subscribe } from '../wire/subscribe'
import { hideOtherVersions, readMessagesAgain, readWaitingAgain, showStored } from './messages'
import { useStreams } from './streams'

/** Follows a thread while it is on screen: what is being written, and what was stored. Returns how to stop. */
export function watchThread(threadId: string): () => void {
  const { receive, setTrouble } = useStreams.getState()
  let waiting: ChatEvent[] = []
  let cancelFlush = () => {}
  let timesOpened = 0

  // Deltas come faster than a screen can show them: what came since the last picture is drawn in the next.
  function flush(): void {
    const events = waiting
    waiting = []
    for (const event of events) keepStored(event)
    receive(threadId, events)
  }

  function keepStored(event: ChatEvent): void {
    if (event.type === 'finished') showStored(event.message)
    if (event.type === 'started' && event.user) {
      hideOtherVersions(event.user)
      showStored(event.user)
    }
    if (event.type === 'pathChanged') void readMessagesAgain(threadId)
    // What waited may be what was said just now, and what happened while nobody listened is not known.
    if (event.type === 'waitingChanged' || event.type === 'started' || event.type === 'snapshot')
      readWaitingAgain(threadId)
    // Answered again, perhaps by another window: the answer that stood there has left the path.
    if (event.type === 'started' && !event.user) void readMessagesAgain(threadId)
    // What happened while nobody listened is stored.
    if (event.type === 'snapshot' && (timesOpened > 1 || hadAnotherRun(event))) void readMessagesAgain(threadId)
  }

  function hadAnotherRun(event: Extract<ChatEvent, { type: 'snapshot' }>): boolean {
    const before = useStreams.getState().runs[threadId]
    return before != null && before.runId !== event.run?.runId
  }

  const stop = subscribe({
    open: (signal) => rpc.chat.watch({ threadId }, { signal }),
    onOpen: () => {
      timesOpened += 1
      setTrouble(threadId, undefined)
    },
    onValue(event) {
      waiting.push(event)
      if (waiting.length === 1) cancelFlush = beforeNextPicture(flush)
    },
    onTrouble: (error) => setTrouble(threadId, wordsOf(error)),
  })
  return () => {
    stop()
    cancelFlush()
    flush()
  }
}

// A hidden window gets no pictures; it still should not fall behind.
function beforeNextPicture(run: () => void): () => void {
  if (document.visibilityState === 'visible') {
    const frame = requestAnimationFrame(run)
    return () => cancelAnimationFrame(frame)
  }
  const timer = setTimeout(run, 250)
  return () => clearTimeout(timer)
}
