import { memo, useRef } from 'react'
import type { Message } from '../../../shared/contract/chat'
import { classNames } from '../../lib/class-names'
import { clockTime, fullDate } from '../../lib/dates'
import { useStreams } from '../../state/streams'
import { Answer } from './Answer'
import { OwnWords } from './OwnWords'
import { turnGrid } from './turn-grid'
import { useFocusOfVersion } from './use-versions'
import { words } from './words'

interface TurnProps {
  message: Message
  isLive: boolean
  isLast: boolean
  showsTime: boolean
  /** Whose answer it is. */
  speaker: string
  /** Tab goes into its actions: it is the last one, or the one the arrow keys are at. */
  isActive: boolean
  /** It is what somebody asked for. */
  isMarked: boolean
  /** Which one of how many it is, where that is known. */
  place: number | undefined
  count: number
}

/** One message in its grid. */
export const Turn = memo(function Turn(props: TurnProps) {
  const { message, isLive, isLast, showsTime, speaker, isActive, isMarked, place, count } = props
  const shown = useContentOf(message, isLive)
  const turn = useRef<HTMLElement>(null)
  useFocusOfVersion(turn, message.id)
  const isOwn = message.role === 'user'
  const at = new Date(message.createdAt)
  const who = isOwn ? words.you : speaker
  return (
    <article
      ref={turn}
      tabIndex={-1}
      aria-label={`${who}, ${clockTime(at)}`}
      aria-posinset={place}
      aria-setsize={place === undefined ? undefined : count}
      aria-current={isMarked || undefined}
      data-message-id={message.id}
      data-role={message.role}
      data-status={shown.status}
      className={classNames('turn group/turn -outline-offset-2', turnGrid)}
    >
      <div
        className={classNames(
          'pt-1 text-end text-small text-ink-2 @max-[560px]:flex @max-[560px]:items-baseline @max-[560px]:gap-2 @max-[560px]:pt-0 @max-[560px]:text-start',
          isOwn ? '@max-[560px]:pb-3.5' : '@max-[560px]:pb-[3px]',
        )}
      >
        <span className="block truncate">{who}</span>
        <time
          dateTime={message.createdAt}
          title={fullDate(at)}
          className={classNames(
            'block text-micro text-ink-3 tabular-nums',
            !showsTime &&
              'opacity-0 group-focus-within/turn:opacity-100 group-focus/turn:opacity-100 group-hover/turn:opacity-100',
          )}
        >
          {clockTime(at)}
        </time>
      </div>
      <div className="relative min-w-0 self-start">
        {isOwn ? (
          <OwnWords message={shown} isActive={isActive} />
        ) : (
          <Answer message={shown} isLive={isLive} isLast={isLast} isActive={isActive} />
        )}
      </div>
    </article>
  )
})

// Only a live turn listens to its run, so only it is drawn again as text arrives.
function useContentOf(message: Message, isLive: boolean): Message {
  const growing = useStreams(({ runs }) => (isLive ? runs[message.threadId]?.message : undefined))
  return growing?.id === message.id ? growing : message
}
