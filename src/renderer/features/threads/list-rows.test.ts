import { describe, expect, it } from 'vitest'
import type { Thread } from '../../../shared/contract/threads'
import { listRows } from './list-rows'

const now = new Date(2026, 10, 23, 9, 30)

function threadAt(id: string, time: Date): Thread {
  const at = time.toISOString()
  const state = { pinned: false, archived: false, unread: false, remembers: true, preview: '' }
  return { id, personaId: null, title: null, opening: id, createdAt: at, lastMessageAt: at, ...state }
}

const drawn = (pinned: Thread[], others: Thread[]) =>
  listRows(pinned, others, now).map((row) =>
    row.kind === 'heading' ? `# ${row.group}` : `${row.index} ${row.thread.id}`,
  )

describe('the thread list', () => {
  it('has what is pinned first, then today, the last seven days and earlier, in the order it came', () => {
    const others = [
      threadAt('now', new Date(2026, 10, 23, 9, 29)),
      threadAt('midnight', new Date(2026, 10, 23, 0, 0)),
      threadAt('yesterday', new Date(2026, 10, 22, 23, 0)),
      threadAt('last year', new Date(2025, 1, 1)),
    ]
    expect(drawn([threadAt('kept', new Date(2024, 1, 1))], others)).toEqual([
      '# pinned',
      '0 kept',
      '# today',
      '1 now',
      '2 midnight',
      '# week',
      '3 yesterday',
      '# earlier',
      '4 last year',
    ])
  })

  it('has no empty groups', () => {
    expect(drawn([], [])).toEqual([])
    expect(drawn([], [threadAt('old', new Date(2024, 1, 1))])).toEqual(['# earlier', '0 old'])
  })
})
