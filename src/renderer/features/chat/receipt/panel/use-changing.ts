// What one does with an item of a receipt, in place.
import { useState } from 'react'
import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { announce } from '../../../../lib/announcer'
import { wordsOf } from '../../../../wire/failure'
import type { ErrorInWords } from '../../../../wire/failure'
import { queryClient } from '../../../../wire/query-client'
import { queries, rpc } from '../../../../wire/rpc'
import { words } from './words'

/** Every receipt: the same memory may stand in others that are open. */
export function readReceiptsAgain(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: queries.receipts.key() })
}

export function useChanging(answerId: string, { kind, id }: ReceiptItem) {
  const [busy, setBusy] = useState<'save' | 'mark' | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function act(what: 'save' | 'mark', heard: string, work: () => Promise<unknown>): Promise<boolean> {
    if (busy) return false
    setBusy(what)
    setError(null)
    try {
      await work()
      await readReceiptsAgain()
      announce(heard)
      return true
    } catch (cause) {
      setError(wordsOf(cause))
      return false
    } finally {
      setBusy(null)
    }
  }

  return {
    busy,
    error,
    save: (content: string) =>
      act('save', words.heard.saved, async () => id && rpc.memories.update({ memoryId: id, content })),
    mark: (isRelevant: boolean) =>
      void act('mark', isRelevant ? words.heard.unmarked : words.heard.marked, async () => {
        if (id) await rpc.receipts.setRelevance({ answerId, kind, id, isRelevant })
      }),
  }
}
