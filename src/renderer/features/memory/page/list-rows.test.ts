import { describe, expect, it } from 'vitest'
import type { Memory } from '../../../../shared/contract/memories'
import { lineOf, listRows } from './list-rows'

const now = new Date(2026, 10, 27, 12)
const memory = (id: string, createdAt: Date) => ({ id, createdAt: createdAt.toISOString() }) as Memory

describe('memories as rows', () => {
  const memories = [
    memory('1', new Date(2026, 10, 27, 9)),
    memory('2', new Date(2026, 10, 26, 23)),
    memory('3', new Date(2026, 10, 26, 1)),
    memory('4', new Date(2026, 8, 30, 1)),
    memory('5', new Date(2026, 8, 2, 1)),
    memory('6', new Date(2025, 8, 2, 1)),
  ]

  it('stand one under the other in a list', () => {
    expect(listRows(memories, false, now).map((row) => row.kind)).toEqual(Array.from({ length: 6 }, () => 'memory'))
  })

  it('stand in the timeline under days, and further back under months', () => {
    expect(listRows(memories, true, now).map((row) => (row.kind === 'heading' ? row.words : row.memory.id))).toEqual([
      'Today',
      '1',
      'Yesterday',
      '2',
      '3',
      'September 2026',
      '4',
      '5',
      'September 2025',
      '6',
    ])
  })

  it('are one line each, however long', () => {
    expect(lineOf('> My **dog**\n> barks')).toBe('My dog barks')
    expect(lineOf('---')).toBe('---')
    expect(lineOf(' One\n\ntwo\tthree ')).toBe('One two three')
    expect(lineOf('x'.repeat(20_000))).toHaveLength(400)
  })
})
