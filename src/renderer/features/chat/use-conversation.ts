import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { isWaiting } from '../../../shared/domain/approval'
import { letGo, messagesQuery, readMessagesAgain } from '../../state/messages'
import { shownPage } from '../../state/message-window'
import { liveMessage, useRunId } from '../../state/streams'
import { watchThread } from '../../state/watch-thread'
import { failureOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { shownMessages } from './shown-messages'
import { useSettledEdits } from './use-editing'

/** The messages of a thread as they are shown, kept right while it is on screen. */
export function useConversation(threadId: string) {
  useEffect(() => watchThread(threadId), [threadId])
  useEffect(() => () => letGo(threadId), [threadId])
  const query = useQuery(messagesQuery(threadId))
  const runId = useRunId(threadId)
  const thread = useQuery(queries.threads.get.queryOptions({ input: { threadId } }))
  const isGone = [thread.error, query.error].some((error) => failureOf(error)?.code === 'NOT_FOUND')

  const { data } = query
  const page = data && shownPage(data)
  const isEnd = data === undefined || data.middle === null
  const shown = useMemo(() => {
    // Which message is live changes with the run; its growing content is the business of that message alone.
    return shownMessages(page?.messages ?? [], runId === null || !isEnd ? null : liveMessage(threadId))
  }, [page, isEnd, runId, threadId])

  useSettledEdits(shown)
  useLostEndings(
    threadId,
    shown.some(({ message, isLive }) => message.status === 'streaming' && !isLive && !isWaiting(message)),
  )
  const count = (isEnd ? shown.at(-1)?.place : data.end.messages.at(-1)?.place) ?? -1
  return { query, page, isEnd, shown, count, jumps: data?.jumps ?? 0, isGone }
}

/**
 * A stored answer says it is being written and no run is on: it ended between two looks. Looks again, less and less
 * often, until its ending is there.
 */
function useLostEndings(threadId: string, hasOne: boolean): void {
  useEffect(() => {
    if (!hasOne) return
    let timer: ReturnType<typeof setTimeout>
    function lookIn(milliseconds: number): void {
      timer = setTimeout(() => {
        void readMessagesAgain(threadId)
        lookIn(Math.min(milliseconds * 2, 30_000))
      }, milliseconds)
    }
    lookIn(300)
    return () => clearTimeout(timer)
  }, [threadId, hasOne])
}
