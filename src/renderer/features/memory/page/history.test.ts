import { describe, expect, it } from 'vitest'
import type { MemoryVersion } from '../../../../shared/contract/memories'
import { piecesBetween, stepsOf, withoutFar } from './history'

const version = (number: number, content: string): MemoryVersion => ({
  version: number,
  content,
  kind: 'fact',
  importance: 'normal',
  status: 'active',
  pinned: false,
  changedAt: `2026-11-0${number}T12:00:00Z`,
  changedBy: 'owner',
})

describe('the history of a memory', () => {
  it('goes from what it says now to what it said first', () => {
    const steps = stepsOf(version(3, 'Third'), [version(2, 'Second'), version(1, 'First')])
    expect(steps.map(({ before, after }) => [before.content, after.content])).toEqual([
      ['Second', 'Third'],
      ['First', 'Second'],
    ])
    expect(steps.map(({ at }) => at)).toEqual(['2026-11-02T12:00:00Z', '2026-11-01T12:00:00Z'])
  })

  it('says word by word what was taken out and put in', () => {
    const pieces = piecesBetween('The knees answer on the second day', 'The left knee answers on the second day')
    expect(
      pieces
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe('The knees answer on the second day')
    expect(
      pieces
        .filter(({ kind }) => kind !== 'taken')
        .map(({ text }) => text)
        .join(''),
    ).toBe('The left knee answers on the second day')
    expect(pieces.at(-1)).toMatchObject({ kind: 'same', text: ' on the second day' })
  })

  it('knows words where none are between spaces', () => {
    const pieces = piecesBetween('我喜欢喝茶', '我喜欢喝咖啡')
    expect(pieces.some(({ kind }) => kind === 'same')).toBe(true)
    expect(pieces.some(({ text, kind }) => kind === 'added' && text.includes('咖啡'))).toBe(true)
  })

  it('gives up on two texts that have nothing in common, and shows both', () => {
    const words = (letter: string) => Array.from({ length: 2_000 }, (_, place) => `${letter}${place}`).join(' ')
    const pieces = piecesBetween(words('a'), words('b'))
    expect(
      pieces
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(words('a'))
    expect(
      pieces
        .filter(({ kind }) => kind !== 'taken')
        .map(({ text }) => text)
        .join(''),
    ).toBe(words('b'))
  })

  it('leaves out what stands far from any change', () => {
    const far = 'x'.repeat(1_000)
    const shown = withoutFar([
      { at: 0, text: far, kind: 'same' },
      { at: 1_000, text: 'new', kind: 'added' },
      { at: 1_003, text: far, kind: 'same' },
    ])
    expect(shown.map(({ text }) => text.length)).toEqual([123, 3, 123])
    expect(shown[0]?.text.startsWith(' … ')).toBe(true)
    expect(shown[2]?.text.endsWith(' … ')).toBe(true)
  })
})
