import { useEffect } from 'react'
import { useDrafts } from '../../state/drafts'
import { rpc } from '../../wire/rpc'
import { messageIsStored, messageWaits, useSending } from './use-sending'
import type { Target } from './use-sending'

/** When it is looked for, in milliseconds after the moment nobody knows what became of it. */
const looks = [0, 500, 2_000, 5_000]

/**
 * A message that was on its way when the page was reloaded, or the connection lost, may have arrived: then it is no
 * draft any more.
 */
export function useSettledDraft({ draftKey, threadId, personaId }: Target): void {
  const sentAs = useDrafts(({ drafts }) => drafts[draftKey]?.sentAs)
  const isUnderWay = useSending(({ underWay }) => draftKey in underWay)

  useEffect(() => {
    if (!sentAs || isUnderWay) return
    const gone = new AbortController()
    async function settle({ threadId: sentTo, messageId }: { threadId: string; messageId: string }): Promise<void> {
      for (const milliseconds of looks) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds))
        if (gone.signal.aborted) return
        const page = await rpc.chat.messages({ threadId: sentTo, limit: 50 }, { signal: gone.signal })
        const message = page.messages.find(({ id }) => id === messageId)
        if (message && !gone.signal.aborted) return messageIsStored({ draftKey, threadId, personaId }, message)
        const waiting = await rpc.chat.waiting({ threadId: sentTo }, { signal: gone.signal })
        if (waiting.some(({ id }) => id === messageId) && !gone.signal.aborted) {
          return messageWaits({ draftKey, threadId, personaId }, sentTo)
        }
      }
    }
    // When it cannot be found out, the text stays; sending it again stores it once.
    settle(sentAs).catch(() => {})
    return () => gone.abort()
  }, [draftKey, threadId, personaId, sentAs, isUnderWay])
}
