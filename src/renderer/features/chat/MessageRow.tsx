import { memo } from 'react'
import type { ComponentProps } from 'react'
import { dayName } from '../../lib/dates'
import { useToday } from '../../lib/use-today'
import { WindowEdge } from './gauge/WindowEdge'
import { Turn } from './Turn'

interface MessageRowProps extends ComponentProps<typeof Turn> {
  beginsDay: boolean
  isEdge: boolean
}

/** A message with what stands above it: the day, where a new one begins, and how far back the model was given. */
export const MessageRow = memo(function MessageRow({ beginsDay, isEdge, ...turn }: MessageRowProps) {
  return (
    <>
      {beginsDay && <Day createdAt={turn.message.createdAt} isFirst={turn.place === 1} />}
      {isEdge && <WindowEdge />}
      <Turn {...turn} />
    </>
  )
})

/** @param isFirst That a conversation begins today says nothing. */
function Day({ createdAt, isFirst }: { createdAt: string; isFirst: boolean }) {
  const today = useToday()
  const day = new Date(createdAt)
  if (isFirst && day.toDateString() === today.toDateString()) return null
  return (
    <div role="separator" aria-label={dayName(day, today)} data-day="" className="flex justify-center px-6 pt-5 pb-2">
      <time dateTime={createdAt} className="text-micro text-ink-3">
        {dayName(day, today)}
      </time>
    </div>
  )
}
