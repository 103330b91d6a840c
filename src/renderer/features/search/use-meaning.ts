import { useEffect, useState } from 'react'
import { rpc } from '../../wire/rpc'
import { subscribe } from '../../wire/subscribe'

/** Whether a model is chosen that makes vectors: then what is meant is found, too. False before it was said. */
export function useHasMeaning(): boolean {
  const [has, setHas] = useState(false)
  useEffect(
    () =>
      subscribe({
        open: (signal) => rpc.embeddings.watch(undefined, { signal }),
        onValue: ({ choice }) => setHas(choice.kind !== 'none'),
      }),
    [],
  )
  return has
}
