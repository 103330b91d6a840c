import { useCallback, useState } from 'react'
import type { MessagePage } from '../../../shared/contract/chat'
import { useLoadMore } from '../../lib/use-load-more'
import { readEarlier, readLater } from '../../state/messages'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'

/** So far ahead of the view messages are read. */
const ahead = 1_200

/** Reads on, upward and downward, as one comes near the end of what is held. */
export function useMoreMessages(threadId: string, page: MessagePage | undefined, isBusy: boolean) {
  const earlier = useReading(() => readEarlier(threadId))
  const later = useReading(() => readLater(threadId))
  const canRead = (reading: { isOn: boolean; error: unknown }) => !isBusy && !reading.isOn && reading.error === null
  const top = useLoadMore(page?.hasEarlier === true && canRead(earlier), earlier.read, `${ahead}px 0px 0px 0px`)
  const bottom = useLoadMore(page?.hasLater === true && canRead(later), later.read, `0px 0px ${ahead}px 0px`)
  return { top, bottom, earlier, later }
}

function useReading(readMore: () => Promise<void>) {
  const [isOn, setOn] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const read = useCallback(() => {
    setOn(true)
    setError(null)
    readMore()
      .catch((cause: unknown) => setError(wordsOf(cause)))
      .finally(() => setOn(false))
  }, [readMore])
  return { isOn, error, read }
}
