import { describe, expect, test } from 'vitest'
import { extended, nothing, toggled } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const idsOf = ({ ids }: { ids: ReadonlySet<string> }) => [...ids]

describe('several threads', () => {
  test('are chosen one by one, the open one with them', () => {
    const first = toggled(nothing, 'c', 'a')
    expect(idsOf(first)).toEqual(['a', 'c'])
    expect(idsOf(toggled(first, 'a', 'a'))).toEqual(['c'])
    expect(toggled(toggled(nothing, 'c', null), 'c', null)).toBe(nothing)
  })
  test('are chosen from one to another, in either direction, and the range turns round its beginning', () => {
    const down = extended(nothing, 'd', 'b', order)
    expect(idsOf(down)).toEqual(['b', 'c', 'd'])
    expect(idsOf(extended(down, 'a', 'b', order))).toEqual(['a', 'b'])
  })
  test('begin with themselves where the open one is not in the list', () => {
    expect(idsOf(extended(nothing, 'd', 'elsewhere', order))).toEqual(['d'])
  })
})
