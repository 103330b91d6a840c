import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { CSSProperties, ReactNode, Ref, RefObject } from 'react'
import { Virtualizer } from 'virtua'
import type { VirtualizerHandle } from 'virtua'
import { MessageRow } from './MessageRow'
import type { ShownMessage } from './shown-messages'
import { startMargin } from './use-message-list'

/** A short conversation is drawn whole: the browser's own search and a selection reach all of it. */
const shortEnough = 40
/** So far beyond the view, in pixels, messages are drawn. */
const beyond = 600

interface MessageListProps {
  virtualizer: RefObject<VirtualizerHandle | null>
  scroller: RefObject<HTMLElement | null>
  shown: readonly ShownMessage[]
  /** Nothing comes before or after what is shown. */
  isWhole: boolean
  /** How many messages the thread has, or -1 where nobody knows. */
  count: number
  speaker: string
  activeId: string | null
  touchedIds: readonly string[]
  markedId: string | null
  /** The first message the model was given, when it was not given all. */
  edgeId: string | null
  onResize(): void
}

/** The messages, of which those in view are drawn, and a few beyond. */
export function MessageList(props: MessageListProps) {
  const { virtualizer, scroller, shown, isWhole, count, speaker, activeId, touchedIds, markedId, edgeId, onResize } =
    props
  const isShort = useDeferredValue(isWhole && shown.length <= shortEnough, false)
  const kept = useMemo(
    () => shown.flatMap(({ message }, index) => (isShort || touchedIds.includes(message.id) ? [index] : [])),
    [shown, touchedIds, isShort],
  )
  const lastIndex = shown.length - 1
  const draw = useCallback(
    (item: ShownMessage, index: number) => (
      <MessageRow
        key={item.message.id}
        {...item}
        isLast={index === lastIndex}
        isActive={index === lastIndex || item.message.id === activeId}
        isMarked={item.message.id === markedId && item.message.id === activeId}
        isEdge={item.message.id === edgeId}
        count={count}
        speaker={speaker}
      />
    ),
    [lastIndex, activeId, markedId, edgeId, count, speaker],
  )
  return (
    <Virtualizer
      ref={virtualizer}
      scrollRef={scroller}
      data={shown}
      shift={useIsShifted(shown)}
      bufferSize={beyond}
      startMargin={startMargin}
      keepMounted={kept}
      as={Container}
      onResize={onResize}
    >
      {draw}
    </Virtualizer>
  )
}

// While one scrolls, or the end of a growing answer is followed, messages can be pointed at as ever.
function Container({ style, ...props }: { style: CSSProperties; children: ReactNode; ref?: Ref<HTMLDivElement> }) {
  return <div {...props} style={{ ...style, pointerEvents: undefined }} />
}

/** Whether messages were put in at the beginning, or taken away there, since what was drawn last. */
function useIsShifted(shown: readonly ShownMessage[]): boolean {
  const [drawn, setDrawn] = useState({ shown, isShifted: false })
  if (drawn.shown === shown) return drawn.isShifted
  const isShifted = beginsElsewhere(drawn.shown, shown)
  setDrawn({ shown, isShifted })
  return isShifted
}

function beginsElsewhere(before: readonly ShownMessage[], after: readonly ShownMessage[]): boolean {
  const [first, now] = [before[0]?.message.id, after[0]?.message.id]
  if (first === undefined || now === undefined || first === now) return false
  return after.some(({ message }) => message.id === first) || before.some(({ message }) => message.id === now)
}
