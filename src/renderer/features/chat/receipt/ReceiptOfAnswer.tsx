import { useQuery } from '@tanstack/react-query'
import type { Message } from '../../../../shared/contract/chat'
import { useDelayed } from '../../../lib/use-delayed'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Skeleton } from '../../../ui/Skeleton'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { ReceiptOfRun } from './panel/ReceiptOfRun'
import { words } from './words'

/** The receipt itself, read when somebody looks at it: what is in it may have been changed or forgotten since. */
export function ReceiptOfAnswer({ message }: { message: Message }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(
    queries.receipts.ofMessage.queryOptions({ input: { messageId: message.id }, staleTime: 0 }),
  )
  const isSlow = useDelayed(isPending, 150)
  if (error && !data) {
    return (
      <ErrorNote {...wordsOf(error)}>
        <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
          {words.tryAgain}
        </Button>
      </ErrorNote>
    )
  }
  if (!data) return isSlow && <Skeleton label={words.reading} />
  if (data.length === 0) return <p className="text-small text-ink-3">{words.none}</p>
  return data.map((receipt, place) => (
    <section key={receipt.runId} aria-label={data.length > 1 ? words.run(data.length - place, data.length) : undefined}>
      {data.length > 1 && (
        <h2 className="pb-2 text-small font-semibold text-ink-2">{words.run(data.length - place, data.length)}</h2>
      )}
      <ReceiptOfRun receipt={receipt} message={message} />
    </section>
  ))
}
