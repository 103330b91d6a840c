import { useQuery } from '@tanstack/react-query'
import type { Message } from '../../../../shared/contract/chat'
import type { Receipt } from '../../../../shared/contract/receipts'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { wordsOf } from '../../../wire/failure'
import { queries } from '../../../wire/rpc'
import { FilesGiven } from '../attachments/FilesGiven'
import { GivenBesides } from './GivenBesides'
import { ReceiptRows } from './ReceiptRows'
import { words } from './words'

/** The receipt itself, read when somebody looks at it: what is in it may have been changed or forgotten since. */
export function ReceiptOfAnswer({ message }: { message: Message }) {
  const { data, error, refetch } = useQuery(
    queries.receipts.ofMessage.queryOptions({ input: { messageId: message.id }, staleTime: 0 }),
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
  if (data.length === 0) return <p className="text-small text-ink-3">{words.none}</p>
  return data.map((receipt, place) => (
    <section key={receipt.runId} aria-label={data.length > 1 ? words.run(data.length - place, data.length) : undefined}>
      {data.length > 1 && (
        <h3 className="pb-2 text-small font-semibold text-ink-2">{words.run(data.length - place, data.length)}</h3>
      )}
      <OneRun receipt={receipt} threadId={message.threadId} />
    </section>
  ))
}

function OneRun({ receipt, threadId }: { receipt: Receipt; threadId: string }) {
  const used = receipt.items.filter((item) => item.used)
  const leftOut = receipt.items.filter((item) => !item.used)
  return (
    <div className="flex flex-col gap-4 pb-2">
      <ReceiptRows title={words.usedTitle} hint={words.usedHint} items={used} threadId={threadId} />
      <ReceiptRows title={words.leftOutTitle} hint={words.leftOutHint} items={leftOut} threadId={threadId} />
      <FilesGiven files={receipt.files} />
      <GivenBesides receipt={receipt} />
    </div>
  )
}
