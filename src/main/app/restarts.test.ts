import { expect, test } from 'vitest'
import { countRestarts } from './restarts'

test('three times in ten minutes, and again when that is a while ago', () => {
  let minutes = 0
  const mayRestart = countRestarts(() => minutes * 60_000)
  const asked = [0, 1, 2, 3, 9, 10, 10.5, 11, 12, 13].map((at) => {
    minutes = at
    return mayRestart()
  })
  expect(asked).toEqual([true, true, true, false, false, true, false, true, true, false])
})
