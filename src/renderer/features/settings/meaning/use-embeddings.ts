import { useEffect, useState } from 'react'
import type { EmbeddingsView } from '../../../../shared/contract/embeddings'
import { rpc } from '../../../wire/rpc'
import { subscribe } from '../../../wire/subscribe'

/** How making vectors stands, from main; null before it was said. */
export function useEmbeddings(): EmbeddingsView | null {
  const [view, setView] = useState<EmbeddingsView | null>(null)
  useEffect(
    () =>
      subscribe({ open: (signal) => rpc.embeddings.watch(undefined, { signal }), onValue: (next) => setView(next) }),
    [],
  )
  return view
}
