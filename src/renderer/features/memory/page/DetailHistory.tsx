import { useState } from 'react'
import type { MemoryDetail, MemoryVersion } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { fullDate } from '../../../lib/dates'
import { showUndo } from '../../../ui/Toaster'
import { ErrorNote } from '../../../ui/ErrorNote'
import { useUnchangeable } from '../../../ui/unchangeable'
import { wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { History } from './History'
import { saidOf } from './history'
import { stateOf } from './memories-of-page'
import { words } from './words'

/** What a memory said before, and since when; any of it can be said again. */
export function DetailHistory({ detail: { memory, versions } }: { detail: MemoryDetail }) {
  const unchangeable = useUnchangeable()
  const [error, setError] = useState<ErrorInWords | null>(null)

  /** @returns whether it worked */
  async function restore(version: number): Promise<boolean> {
    setError(null)
    try {
      await rpc.memories.restoreVersion({ memoryId: memory.id, version })
      return true
    } catch (cause) {
      setError(wordsOf(cause))
      return false
    }
  }
  function restoreWithUndo({ version }: MemoryVersion): void {
    const before = memory.version
    void restore(version).then((worked) => {
      if (!worked) return
      announce(words.restored)
      showUndo(words.restored, words.undo, () => void restore(before))
    })
  }

  return (
    <>
      {error && <ErrorNote {...error} />}
      <History
        now={saidOf(memory)}
        versions={versions}
        isAutomatic={memory.isAutomatic}
        {...(unchangeable === null && stateOf(memory) !== 'deleted' && { onRestore: restoreWithUndo })}
      />
      {versions.length < 50 && (
        <p className="mt-2 text-small text-ink-3">
          <time dateTime={memory.createdAt}>{fullDate(new Date(memory.createdAt))}</time>,{' '}
          {versions.at(-1)?.status === 'proposed' ? words.proposed : words.learned}
        </p>
      )}
    </>
  )
}
