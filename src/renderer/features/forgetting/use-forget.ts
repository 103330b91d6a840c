// From the wish to the proof: looks at once where it is known what is meant, and forgets only what was shown.
import { useEffect, useState } from 'react'
import type { ForgetProof, ForgetRadius, ForgetTarget } from '../../../shared/contract/forgetting'
import { announce } from '../../lib/announcer'
import { draftsWith } from '../../state/forgotten'
import { useForgetting } from '../../state/forgetting'
import type { Wish } from '../../state/forgetting'
import { wordsOf } from '../../wire/failure'
import type { ErrorInWords } from '../../wire/failure'
import { rpc } from '../../wire/rpc'
import { words } from './words'

export function useForget() {
  const [wish] = useState(() => useForgetting.getState().wish as Wish)
  const end = useForgetting((forgetting) => forgetting.end)
  const [shown, setShown] = useState<{ target: ForgetTarget; radius: ForgetRadius } | null>(null)
  const [proof, setProof] = useState<ForgetProof | null>(null)
  const [error, setError] = useState<ErrorInWords | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isAlikeToo, setAlike] = useState(false)

  async function attempt(act: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await act()
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  function show(target: ForgetTarget): Promise<void> {
    return attempt(async () => {
      setShown(null)
      setShown({ target, radius: await rpc.forgetting.preview(target) })
    })
  }

  useEffect(() => {
    if (wish.target) void show(wish.target)
    // Once, when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])

  return {
    wish,
    radius: shown?.radius ?? null,
    /** Of this window, with the words. */
    drafts: shown?.target.kind === 'query' ? draftsWith(shown.target.query) : 0,
    proof,
    error,
    isBusy,
    isAlikeToo,
    canForget: shown !== null && !shown.radius.isEmpty && !isBusy,
    end,
    /** Words to look for; null: the same as before. */
    look(query: string | null): void {
      const target = query === null ? (shown?.target ?? wish.target) : ({ kind: 'query', query } as const)
      setAlike(false)
      if (target) void show(target)
    },
    setAlikeToo(isToo: boolean): void {
      if (shown?.target.kind !== 'query') return
      const { alikeMessageIds, alikeMemoryIds } = shown.radius
      setAlike(isToo)
      void show({
        kind: 'query',
        query: shown.target.query,
        ...(isToo && { messageIds: alikeMessageIds, memoryIds: alikeMemoryIds }),
      })
    },
    forget(): void {
      if (!shown) return
      const { target, radius } = shown
      void attempt(async () => {
        setProof(await rpc.forgetting.forget({ target, token: radius.token }))
        announce(words.gone)
        wish.onGone?.()
      })
    },
  }
}
