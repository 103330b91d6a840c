import { useEffect } from 'react'
import type { RefObject } from 'react'
import { useOpen } from '../../state/open'

/** How far back a message is looked for, in pages, before giving up on it. */
const pagesSearched = 40

interface EarlierMessages {
  hasNextPage: boolean
  isFetching: boolean
  isSuccess: boolean
  fetchNextPage(): Promise<unknown>
  data?: { pages: unknown[] } | undefined
}

/** Shows the message somebody asked for by its source link, reading earlier ones until it is there. */
export function useWantedMessage(
  scroller: RefObject<HTMLElement | null>,
  query: EarlierMessages,
  releaseBottom: () => void,
): void {
  const wantedId = useOpen((open) => open.wantedMessageId)
  const forget = useOpen((open) => open.forgetWantedMessage)
  const { hasNextPage, isFetching, isSuccess, fetchNextPage, data } = query
  const pageCount = data?.pages.length ?? 0

  useEffect(() => {
    if (wantedId === null || !isSuccess || isFetching) return
    const turn = scroller.current?.querySelector<HTMLElement>(`[data-message-id="${wantedId}"]`)
    if (turn) {
      releaseBottom()
      turn.scrollIntoView({ block: 'center' })
      turn.focus({ preventScroll: true })
      forget()
    } else if (hasNextPage && pageCount < pagesSearched) void fetchNextPage()
    else forget()
  }, [wantedId, pageCount, hasNextPage, isFetching, isSuccess, fetchNextPage, forget, releaseBottom, scroller])
}
