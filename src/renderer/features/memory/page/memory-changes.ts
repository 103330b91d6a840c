// Pinning, archiving and deleting, one or many, each with its undo.
import { create } from 'zustand'
import type { Memory } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { showUndo } from '../../../ui/Toaster'
import { wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { rpc } from '../../../wire/rpc'
import { showChanged } from './memories-of-page'
import { words } from './words'

export type MemoryChange = 'pin' | 'unpin' | 'archive' | 'unarchive' | 'delete' | 'restore'

const given = {
  pin: { pinned: true },
  unpin: { pinned: false },
  archive: { archived: true },
  unarchive: { archived: false },
  delete: { deleted: true },
  restore: { deleted: false },
} as const
const opposite: Record<MemoryChange, MemoryChange> = {
  pin: 'unpin',
  unpin: 'pin',
  archive: 'unarchive',
  unarchive: 'archive',
  delete: 'restore',
  restore: 'delete',
}

/** What main takes at once. */
const MOST = 500

interface ChangeError {
  error: ErrorInWords | null
  /** With which memory, when it was one alone. */
  memoryId: string | null
}

/** What did not work, until it is put away or the next one is tried. */
export const useChangeError = create<ChangeError>()(() => ({ error: null, memoryId: null }))

export function sayChangeFailed(cause: unknown, memories: readonly Memory[]): void {
  const [one, ...others] = memories
  useChangeError.setState({ error: wordsOf(cause), memoryId: others.length === 0 ? (one?.id ?? null) : null })
}

/** What was changed before something failed can be undone as well. @returns whether all of it worked */
export async function changeMemories(memories: readonly Memory[], change: MemoryChange): Promise<boolean> {
  const concerned = memories.filter((memory) => !isSo(memory, change))
  if (concerned.length === 0) return true
  const changed = await carryOut(concerned, change)
  if (changed.length === 0) return false
  const said = words.done[change](changed.length)
  announce(said)
  showUndo(
    said,
    words.undo,
    () =>
      void carryOut(
        changed.map((memory) => as(memory, change)),
        opposite[change],
      ),
  )
  return changed.length === concerned.length
}

/** @returns those it worked with; why it did not with the others is said */
async function carryOut(memories: readonly Memory[], change: MemoryChange): Promise<Memory[]> {
  useChangeError.setState({ error: null })
  const changed: Memory[] = []
  try {
    for (let at = 0; at < memories.length; at += MOST) {
      const some = memories.slice(at, at + MOST)
      await rpc.memories.change({ memoryIds: some.map(({ id }) => id), ...given[change] })
      showChanged(some.map((memory) => as(memory, change)))
      changed.push(...some)
    }
  } catch (error) {
    sayChangeFailed(error, memories)
  }
  return changed
}

function isSo(memory: Memory, change: MemoryChange): boolean {
  if (change === 'pin' || change === 'unpin') return memory.pinned === (change === 'pin')
  if (change === 'archive' || change === 'unarchive') return (memory.status === 'archived') === (change === 'archive')
  return (memory.deletedAt !== null) === (change === 'delete')
}

/** As it is after the change. */
function as(memory: Memory, change: MemoryChange): Memory {
  switch (change) {
    case 'pin':
    case 'unpin':
      return { ...memory, pinned: change === 'pin' }
    case 'archive':
      return { ...memory, status: 'archived' }
    case 'unarchive':
      return { ...memory, status: 'active', mergedInto: null }
    case 'delete':
      return { ...memory, deletedAt: new Date().toISOString() }
    case 'restore':
      return { ...memory, deletedAt: null }
  }
}
