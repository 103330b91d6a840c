import { expect, test } from 'vitest'
import { roomOf } from './room'

test('a window has room for one pane, two or three', () => {
  expect([480, 719, 720, 1099, 1100].map(roomOf)).toEqual(['narrow', 'narrow', 'middle', 'middle', 'wide'])
})
