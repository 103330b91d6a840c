import { describe, expect, it } from 'vitest'
import type { Thread } from '../../../shared/contract/threads'
import { groupByAge } from './group-by-age'

const now = new Date(2026, 10, 23, 9, 30)

function threadAt(id: string, time: Date): Thread {
  const at = time.toISOString()
  return { id, personaId: null, title: null, remembers: true, opening: id, createdAt: at, lastMessageAt: at }
}

describe('the thread list', () => {
  it('is cut into today, the last seven days and earlier, in the order it came', () => {
    const threads = [
      threadAt('now', new Date(2026, 10, 23, 9, 29)),
      threadAt('midnight', new Date(2026, 10, 23, 0, 0)),
      threadAt('yesterday', new Date(2026, 10, 22, 23, 0)),
      threadAt('last year', new Date(2025, 1, 1)),
    ]
    expect(groupByAge(threads, now).map(({ age, threads: of }) => [age, of.map(({ id }) => id)])).toEqual([
      ['today', ['now', 'midnight']],
      ['week', ['yesterday']],
      ['earlier', ['last year']],
    ])
  })

  it('has no empty groups', () => {
    expect(groupByAge([], now)).toEqual([])
    expect(groupByAge([threadAt('old', new Date(2024, 1, 1))], now).map(({ age }) => age)).toEqual(['earlier'])
  })
})
