import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { classNames } from '../../lib/class-names'
import { useDelayed } from '../../lib/use-delayed'
import { goToEnd } from '../../state/messages'
import { liveMessage } from '../../state/streams'
import { forgetWayBack } from '../../state/way-back'
import { Skeleton } from '../../ui/Skeleton'
import { useWindow } from './gauge/use-window'
import { ConversationTroubles, WayTroubles } from './ConversationTroubles'
import { JumpToLatest } from './JumpToLatest'
import { MessageList } from './MessageList'
import { SelectionActions } from './SelectionActions'
import { WaitingMessages } from './WaitingMessages'
import { WayBack } from './WayBack'
import { useActiveMessage } from './use-active-message'
import { useAnnouncedAnswer } from './use-announced-answer'
import { useConversation } from './use-conversation'
import { useJumps } from './use-jumps'
import { useKeepPlace } from './use-keep-place'
import { useMessageKeys } from './use-message-keys'
import { useMessageList } from './use-message-list'
import { useMoreMessages } from './use-more-messages'
import { useSending } from './use-sending'
import { useStickToBottom } from './use-stick-to-bottom'
import { useSwitched } from './use-versions'
import { useWaiting } from './use-waiting'
import { words } from './words'

/** The messages of a thread. More come as one scrolls, up and down; the end stays in view while one is there. */
export function Conversation({ threadId, personaName }: { threadId: string; personaName: string | null }) {
  const speaker = personaName ?? words.kith
  const { query, page, isEnd, shown, count, jumps, isGone } = useConversation(threadId)
  const isSlow = useDelayed(query.isPending, 150)
  const lastSent = useSending((sending) => sending.lastSent[threadId])

  const { scroller, foot, isAway, isAtEnd, follow, jump, release } = useStickToBottom(isEnd)
  const virtualizer = useRef<VirtualizerHandle>(null)
  const list = useMessageList(scroller, virtualizer, shown)
  const isReady = query.isSuccess
  const jumping = useJumps({ threadId, list, shown, isReady, isAtEnd, release, jump })
  useKeepPlace(list, isAtEnd, jump)
  useAnnouncedAnswer(threadId, speaker)

  const toLatest = useCallback(() => {
    list.stopRevealing()
    const last = goToEnd(threadId)
    jump()
    return liveMessage(threadId) ?? last
  }, [threadId, list, jump])
  const showSent = useEffectEvent(() => {
    toLatest()
    forgetWayBack(threadId)
  })
  // What was sent before this was opened is no reason to leave what one came for.
  const sentBefore = useRef(lastSent)
  useEffect(() => {
    if (lastSent && lastSent !== sentBefore.current) showSent()
    sentBefore.current = lastSent
  }, [lastSent])

  // What one switches stays in view, wherever the end of the conversation goes.
  const switched = useSwitched(({ times }) => times)
  useEffect(() => {
    if (switched > 0) release()
  }, [switched, release])
  const waiting = useWaiting(threadId, shown)

  const { top, bottom, earlier, later } = useMoreMessages(threadId, page, query.isFetching)
  useMessageKeys(list, {
    threadId,
    hasEarlier: page?.hasEarlier ?? false,
    hasLater: page?.hasLater ?? false,
    toEnd: () => {
      const last = toLatest()
      if (last) list.focus(last.id)
    },
    toBeginning: jumping.toBeginning,
  })
  const { activeId, touchedIds } = useActiveMessage(scroller)
  const edge = useWindow(threadId)?.dropped?.fromMessageId ?? null

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-label={words.conversation}
        aria-live="off"
        aria-busy={query.isPending}
        tabIndex={0}
        data-scroller=""
        className="relative min-h-0 flex-1 overflow-y-auto -outline-offset-2 [overflow-anchor:none] [scrollbar-gutter:stable_both-edges] @max-[560px]:[scrollbar-gutter:auto] [mask-image:linear-gradient(to_bottom,transparent_0,#000_28px)]"
      >
        <div
          className={classNames('flex min-h-full flex-col justify-end pt-9 pb-px', !jumping.hasArrived && 'invisible')}
        >
          <div ref={top} />
          {isSlow && <Skeleton label={words.loading} />}
          <MessageList
            key={jumps}
            virtualizer={virtualizer}
            scroller={scroller}
            shown={shown}
            isWhole={page !== undefined && isEnd && !page.hasEarlier}
            count={count}
            speaker={speaker}
            activeId={activeId}
            touchedIds={touchedIds}
            markedId={jumping.markedId}
            edgeId={edge}
            onResize={follow}
          />
          <div ref={foot}>
            <div ref={bottom} />
            {later.isOn && <Skeleton label={words.loadingLater} />}
            <ConversationTroubles threadId={threadId} isGone={isGone} query={query} />
            {!isGone && isEnd && <WaitingMessages {...waiting} />}
          </div>
        </div>
      </div>
      <WayTroubles earlier={earlier} later={later} jumping={jumping} />
      <WayBack threadId={threadId} />
      <SelectionActions threadId={threadId} log={scroller} />
      {isAway && <JumpToLatest threadId={threadId} onJump={toLatest} />}
    </div>
  )
}
