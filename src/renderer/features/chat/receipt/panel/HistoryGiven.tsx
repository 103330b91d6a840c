import { useQuery } from '@tanstack/react-query'
import type { Message } from '../../../../../shared/contract/chat'
import type { WithoutItem } from '../../../../../shared/domain/without'
import { Button } from '../../../../ui/Button'
import { ErrorNote } from '../../../../ui/ErrorNote'
import { useOpen } from '../../../../state/open'
import { TextLink } from '../../../../ui/TextLink'
import { wordsOf } from '../../../../wire/failure'
import { queries } from '../../../../wire/rpc'
import { textOfMessage } from '../../parts'
import { TryWithout } from './TryWithout'
import { words } from './words'

const MOST = 200

interface HistoryGivenProps {
  message: Message
  /** How many the model was given, the question among them. */
  count: number
  onWhatIf(item: WithoutItem): void
}

/** What was said before the question, as the model was given it. */
export function HistoryGiven({ message, count, onWhatIf }: HistoryGivenProps) {
  const { threadId, seq } = message
  const limit = Math.min(Math.max(count, 1), MOST)
  const { data, error, refetch } = useQuery(
    queries.chat.messages.queryOptions({ input: { threadId, before: seq, limit }, staleTime: 0 }),
  )
  if (error) {
    return (
      <ErrorNote {...wordsOf(error)}>
        <Button size="small" onClick={() => void refetch()}>
          {words.tryAgain}
        </Button>
      </ErrorNote>
    )
  }
  if (!data) return <p className="text-small text-ink-3">{words.reading}</p>
  const question = data.messages.findLastIndex(({ role }) => role === 'user')
  const earlier = data.messages.slice(0, Math.max(question, 0)).filter((one) => textOfMessage(one) !== '')
  if (earlier.length === 0) return <p className="text-small text-ink-3">{words.nothing}</p>
  return (
    <>
      {count > MOST && <p className="text-small text-ink-3">{words.earlier(earlier.length)}</p>}
      <ul aria-label={words.history(count)} className="max-h-72 overflow-auto">
        {earlier.map((one) => (
          <TryWithout
            key={one.id}
            said={textOfMessage(one).slice(0, 400)}
            speaker={
              <TextLink onClick={() => useOpen.getState().openThread(threadId, { messageId: one.id })}>
                {one.role === 'user' ? words.you : words.assistant}
              </TextLink>
            }
            onWhatIf={() => onWhatIf({ kind: 'message', id: one.id })}
          />
        ))}
      </ul>
    </>
  )
}
