import { Fragment, useEffect } from 'react'
import type { ReactNode } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { useLoadMore } from '../../lib/use-load-more'
import { useOpen } from '../../state/open'
import { useStreams } from '../../state/streams'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { ArrowDownIcon } from '../../ui/icons'
import { Skeleton } from '../../ui/Skeleton'
import { wordsOf } from '../../wire/failure'
import { useWindow } from './gauge/use-window'
import { WindowEdge } from './gauge/WindowEdge'
import { Turn } from './Turn'
import { WaitingMessages } from './WaitingMessages'
import { useActiveMessage } from './use-active-message'
import { useAnnouncedAnswer } from './use-announced-answer'
import { useConversation } from './use-conversation'
import { useKeepPlace } from './use-keep-place'
import { useMessageKeys } from './use-message-keys'
import { useSending } from './use-sending'
import { useStickToBottom } from './use-stick-to-bottom'
import { useSwitched } from './use-versions'
import { useWaiting } from './use-waiting'
import { useWantedMessage } from './use-wanted-message'
import { words } from './words'

/** The messages of a thread. Earlier ones come as one scrolls up; the end stays in view while one is there. */
export function Conversation({ threadId, personaName }: { threadId: string; personaName: string | null }) {
  const speaker = personaName ?? words.kith
  const { query, shown, isGone } = useConversation(threadId)
  const startThread = useOpen((open) => open.startThread)
  const isSlow = useDelayed(query.isPending, 150)
  const lastSent = useSending((sending) => sending.lastSent[threadId])

  const { scroller, content, isAway, jump, release } = useStickToBottom()
  useKeepPlace(scroller, shown[0]?.message.id)
  useAnnouncedAnswer(threadId, speaker)
  useWantedMessage(scroller, query, release)
  useEffect(() => {
    if (lastSent) jump()
  }, [lastSent, jump])

  // What one switches stays in view, wherever the end of the conversation goes.
  const switched = useSwitched(({ times }) => times)
  useEffect(() => {
    if (switched > 0) release()
  }, [switched, release])
  const waiting = useWaiting(threadId, shown)

  const canLoad = query.hasNextPage && !query.isFetching
  const top = useLoadMore(canLoad, () => void query.fetchNextPage(), '800px 0px 0px 0px')
  useMessageKeys(scroller)
  const activeId = useActiveMessage(scroller)
  const edge = useWindow(threadId)?.dropped?.fromMessageId ?? null
  const trouble = useStreams(({ troubles }) => troubles[threadId])

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
        className="min-h-0 flex-1 overflow-y-auto -outline-offset-2 [scrollbar-gutter:stable_both-edges] @max-[560px]:[scrollbar-gutter:auto] [mask-image:linear-gradient(to_bottom,transparent_0,#000_28px)]"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end pt-9 pb-px">
          <div ref={top} />
          {query.isFetchingNextPage && <Skeleton label={words.loadingEarlier} />}
          {isSlow && <Skeleton label={words.loading} />}
          {isGone ? (
            <Notice>
              <ErrorNote {...words.gone}>
                <Button onClick={startThread}>{words.newThread}</Button>
              </ErrorNote>
            </Notice>
          ) : (
            query.isError && (
              <Notice>
                <ErrorNote {...wordsOf(query.error)}>
                  <Button onClick={() => void query.refetch()}>{words.tryAgain}</Button>
                </ErrorNote>
              </Notice>
            )
          )}
          {trouble && (
            <Notice>
              <ErrorNote {...trouble} />
            </Notice>
          )}
          {shown.map(({ message, isLive, showsTime }, index) => (
            <Fragment key={message.id}>
              {message.id === edge && <WindowEdge />}
              <Turn
                message={message}
                isLive={isLive}
                isLast={index === shown.length - 1}
                showsTime={showsTime}
                speaker={speaker}
                isActive={index === shown.length - 1 || message.id === activeId}
              />
            </Fragment>
          ))}
          {!isGone && <WaitingMessages {...waiting} />}
        </div>
      </div>
      {isAway && (
        <div className="pointer-events-none absolute inset-x-0 bottom-1 flex justify-center">
          <Button
            size="small"
            className="pointer-events-auto border border-line bg-raised! shadow-float"
            onClick={jump}
          >
            <ArrowDownIcon />
            {words.jump}
          </Button>
        </div>
      )}
    </div>
  )
}

function Notice({ children }: { children: ReactNode }) {
  return <div className="mx-auto w-full max-w-(--measure) px-6 py-6">{children}</div>
}
