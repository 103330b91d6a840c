// Going to a message somebody asked for by its link, and back to where one was.
import { useEffect, useLayoutEffect, useState } from 'react'
import { goToBeginning, goToEnd, goToMessage, readMessagesAgain } from '../../state/messages'
import { useOpen } from '../../state/open'
import { forgetReturning, rememberPlace, useWayBack } from '../../state/way-back'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import type { ShownMessage } from './shown-messages'
import { startMargin } from './use-message-list'
import type { MessageList } from './use-message-list'

const wanted = { offset: 'center', focus: 'message', isMarked: true } as const

/** What is to be brought into view as soon as it is shown: to its middle, or with its top so far above the view. */
interface Aim {
  messageId: string
  offset: number | 'center'
  /** What gets the focus. */
  focus: 'message' | 'conversation'
  isMarked?: boolean
}

interface Reader {
  threadId: string
  list: MessageList
  shown: readonly ShownMessage[]
  isReady: boolean
  isAtEnd(): boolean
  release(): void
  jump(): void
}

export function useJumps({ threadId, list, shown, isReady, isAtEnd, release, jump }: Reader) {
  const wantedId = useOpen((open) => open.wantedMessageId)
  const returning = useWayBack((way) => (way.returning?.threadId === threadId ? way.returning : null))
  const [aim, setAim] = useState<Aim | null>(null)
  const [markedId, setMarkedId] = useState<string | null>(null)
  const [otherVersionId, setOtherVersionId] = useState<string | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [hasArrived, setArrived] = useState(wantedId === null && returning === null)

  // Somebody asked for a message of another thread: this one is left where it is.
  useLayoutEffect(() => {
    return () => {
      const { threadId: next, wantedMessageId } = useOpen.getState()
      if (next !== null && next !== threadId && wantedMessageId !== null) remember(threadId, next, list, isAtEnd)
    }
  }, [threadId, list, isAtEnd])

  useEffect(() => {
    if (wantedId === null || !isReady) return
    if (hasArrived) remember(threadId, threadId, list, isAtEnd)
    release()
    return attempt(async (isOver) => {
      const isThere = await goToMessage(threadId, wantedId)
      if (isOver()) return
      setOtherVersionId(isThere ? null : wantedId)
      if (isThere) setAim({ messageId: wantedId, ...wanted })
      else setArrived(true)
      useOpen.getState().forgetWantedMessage()
    })
    // eslint-disable-next-line react-hooks/exhaustive-deps -- having arrived is no reason to go again
  }, [wantedId, isReady, threadId, list, isAtEnd, release])

  useEffect(() => {
    if (returning === null || !isReady) return
    const { at } = returning
    // One turned back before what one came for was on screen.
    setAim(null)
    if (at === null) {
      list.stopRevealing()
      goToEnd(threadId)
      jump()
      setArrived(true)
      list.scroller.current?.focus({ preventScroll: true })
      return forgetReturning()
    }
    release()
    return attempt(async (isOver) => {
      await goToMessage(threadId, at.messageId)
      if (isOver()) return
      setAim({ ...at, focus: 'conversation' })
      forgetReturning()
    })
  }, [returning, isReady, threadId, list, release, jump])

  useEffect(() => {
    if (aim === null) return
    const [align, offset] = aim.offset === 'center' ? (['center', 0] as const) : (['start', aim.offset] as const)
    if (!list.reveal(aim.messageId, align, offset)) return
    setAim(null)
    setArrived(true)
    setMarkedId(aim.isMarked ? aim.messageId : null)
    if (aim.focus === 'message') list.focus(aim.messageId)
    else list.scroller.current?.focus({ preventScroll: true })
  }, [aim, shown, list])

  function attempt(go: (isOver: () => boolean) => Promise<void>): () => void {
    let isOver = false
    setError(null)
    go(() => isOver).catch((cause: unknown) => {
      if (isOver) return
      setError(wordsOf(cause))
      setArrived(true)
      useOpen.getState().forgetWantedMessage()
      forgetReturning()
    })
    return () => {
      isOver = true
    }
  }

  function showOtherVersion(): void {
    const messageId = otherVersionId
    if (messageId === null) return
    attempt(async () => {
      await rpc.chat.select({ threadId, messageId })
      await readMessagesAgain(threadId)
      await goToMessage(threadId, messageId)
      setOtherVersionId(null)
      setAim({ messageId, ...wanted })
    })
  }

  function toBeginning(): void {
    release()
    attempt(async (isOver) => {
      const first = await goToBeginning(threadId)
      if (first && !isOver()) setAim({ messageId: first.id, offset: -startMargin, focus: 'message' })
    })
  }

  return {
    toBeginning,
    /** What was asked for, until the focus leaves it. */
    markedId,
    /** Until then what is shown is not what one came for. */
    hasArrived,
    /** What was asked for stands in a version that is not shown. */
    otherVersion: otherVersionId === null ? null : { show: showOtherVersion, dismiss: () => setOtherVersionId(null) },
    error,
    dismissError: () => setError(null),
  }
}

function remember(threadId: string, to: string, list: MessageList, isAtEnd: () => boolean): void {
  const top = list.topOfView()
  if (!top) return
  rememberPlace({ threadId, personaId: useOpen.getState().personaId, at: isAtEnd() ? null : top }, to)
}
