import { useQuery } from '@tanstack/react-query'
import type { Message, WindowUse } from '../../../../shared/contract/chat'
import { messagesQuery } from '../../../state/messages'
import { useStreams } from '../../../state/streams'

/** How full the window was when this answer was asked for; null when that was not taken down. */
export function windowOfAnswer(message: Message): WindowUse | null {
  const use = (message.content['metadata'] as { window?: unknown } | undefined)?.window
  if (typeof use !== 'object' || use === null) return null
  const whole = { dropped: null, size: null, model: '', ...use } as Record<string, unknown>
  // What another Kith stored may be shaped otherwise.
  return numbers.every((name) => typeof whole[name] === 'number') ? (whole as unknown as WindowUse) : null
}

const numbers = [
  'limit',
  'reserve',
  'instructions',
  'notes',
  'recalled',
  'history',
  'attachments',
  'tools',
  'question',
] satisfies (keyof WindowUse)[]

/** Of the answer being written, or else of the last one. */
export function useWindow(threadId: string): WindowUse | null {
  const live = useStreams(({ runs }) => runs[threadId]?.progress?.window ?? null)
  const { data } = useQuery({ ...messagesQuery(threadId), enabled: false })
  if (live) return live
  const answer = data?.end.messages.findLast((message) => windowOfAnswer(message) !== null)
  return answer ? windowOfAnswer(answer) : null
}
