import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { messagesQuery } from '../../state/messages'
import { liveMessage, useRunId } from '../../state/streams'
import { wordCounter } from './word-counter'

/** How often an answer that is being written is counted, in milliseconds. */
const often = 500

/** Words that have come to the end of a conversation since this was first asked. */
export function useNewWords(threadId: string): number {
  const { data } = useQuery({ ...messagesQuery(threadId), enabled: false })
  const runId = useRunId(threadId)
  const stored = data?.end.messages
  const [counter] = useState(() => wordCounter([...(stored ?? []), liveMessage(threadId)]))
  const [count, setCount] = useState(0)

  useEffect(() => {
    const look = () => setCount(counter.count([...(stored ?? []), liveMessage(threadId)]))
    look()
    if (runId === null) return
    const timer = setInterval(look, often)
    return () => clearInterval(timer)
  }, [counter, stored, runId, threadId])
  return count
}
