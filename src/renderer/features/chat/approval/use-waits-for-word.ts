import { useQuery } from '@tanstack/react-query'
import { isWaiting } from '../../../../shared/domain/approval'
import { messagesQuery } from '../../../state/messages'
import { useRunId } from '../../../state/streams'

/** Whether the last answer of a thread waits for its owner's word. Reads nothing by itself: the conversation does. */
export function useWaitsForWord(threadId: string | null): boolean {
  const isBeingWritten = useRunId(threadId) !== null
  const { data: waits = false } = useQuery({
    ...messagesQuery(threadId ?? ''),
    enabled: false,
    select({ end }) {
      const last = end.messages.at(-1)
      return last !== undefined && isWaiting(last)
    },
  })
  return waits && !isBeingWritten
}
