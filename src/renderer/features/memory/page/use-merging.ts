import { useState } from 'react'
import type { Memory } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { showUndo } from '../../../ui/Toaster'
import { wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { sayChangeFailed } from './memory-changes'
import { words } from './words'

/** Two memories become one, and two again when that is undone. */
export function useMerging(memory: Memory, other: Memory, onDone: () => void) {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)

  async function merge(intoId: string, content: string): Promise<void> {
    const both = { memoryId: intoId, otherId: intoId === memory.id ? other.id : memory.id }
    setBusy(true)
    setError(null)
    try {
      const { version } = await rpc.memories.combine({ ...both, content })
      announce(words.merged)
      onDone()
      showUndo(words.merged, words.undo, () => void undo({ ...both, version }))
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  async function undo(merged: Parameters<typeof rpc.memories.separate>[0]): Promise<void> {
    try {
      await rpc.memories.separate(merged)
    } catch (cause) {
      sayChangeFailed(cause, [memory])
    }
  }

  return { merge: (intoId: string, content: string) => void merge(intoId, content), isBusy, error }
}
