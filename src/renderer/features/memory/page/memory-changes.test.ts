import { beforeEach, expect, test, vi } from 'vitest'
import type { Memory } from '../../../../shared/contract/memories'

const asked = vi.fn<(input: { memoryIds: string[] }) => Promise<void>>()
const shownUndo = vi.fn<(words: string, undoWords: string, undo: () => void) => void>()
vi.mock('../../../wire/rpc', () => ({ rpc: { memories: { change: asked } }, queries: {} }))
vi.mock('../../../ui/Toaster', () => ({ showUndo: shownUndo }))
vi.mock('./memories-of-page', () => ({ showChanged: () => {} }))
const { changeMemories, useChangeError } = await import('./memory-changes')

const memories = Array.from(
  { length: 700 },
  (_, index) => ({ id: `memory ${index}`, pinned: index < 10, status: 'active', deletedAt: null }) as Memory,
)

beforeEach(() => {
  asked.mockReset().mockResolvedValue()
  shownUndo.mockReset()
})

test('what was changed before a later part failed can be undone, and the failure is said', async () => {
  asked.mockResolvedValueOnce().mockRejectedValueOnce(new Error('gone'))
  expect(await changeMemories(memories, 'pin')).toBe(false)
  expect(useChangeError.getState().error).not.toBeNull()
  const [said, , undo] = shownUndo.mock.calls[0] ?? []
  expect(said).toContain('500')
  undo?.()
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(3))
  expect(asked.mock.calls[2]?.[0].memoryIds).toEqual(memories.slice(10, 510).map(({ id }) => id))
})

test('where nothing was changed there is nothing to undo', async () => {
  asked.mockRejectedValueOnce(new Error('gone'))
  expect(await changeMemories(memories, 'archive')).toBe(false)
  expect(shownUndo).not.toHaveBeenCalled()
})
