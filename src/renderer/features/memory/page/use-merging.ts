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

  async function merge(content: string): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await rpc.memories.combine({ memoryId: memory.id, otherId: other.id, content })
      announce(words.merged)
      onDone()
      showUndo(words.merged, words.undo, () => void undo())
    } catch (cause) {
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  async function undo(): Promise<void> {
    try {
      await rpc.memories.restoreVersion({ memoryId: memory.id, version: memory.version })
      await rpc.memories.change({
        memoryIds: [memory.id],
        pinned: memory.pinned,
        archived: memory.status === 'archived',
      })
      await rpc.memories.change({ memoryIds: [other.id], pinned: other.pinned, archived: other.status === 'archived' })
    } catch (cause) {
      sayChangeFailed(cause, [memory])
    }
  }

  return { merge: (content: string) => void merge(content), isBusy, error }
}
