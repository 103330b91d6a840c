import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeQuick, quickSize, smallestQuick } from './quick-place'

test('the quick window comes up in the middle of the screen that is worked on, a little above', () => {
  expect(placeQuick({ x: 1920, y: 25, width: 1280, height: 1000 })).toEqual({ x: 2290, y: 185, ...quickSize })
})

test('it lies whole on any screen that can hold it, and keeps the size its owner gave it where there is room', () => {
  const whole = (min: number, max: number) => fc.integer({ min, max })
  const area = fc.record({
    x: whole(-9_000, 9_000),
    y: whole(-9_000, 9_000),
    width: whole(360, 8_000),
    height: whole(320, 8_000),
  })
  const size = fc.record({ width: whole(0, 9_000), height: whole(0, 9_000) })
  fc.assert(
    fc.property(area, size, (area, size) => {
      const { x, y, width, height } = placeQuick(area, size)
      expect(x).toBeGreaterThanOrEqual(area.x)
      expect(y).toBeGreaterThanOrEqual(area.y)
      expect(x + width).toBeLessThanOrEqual(area.x + area.width + 1)
      expect(y + height).toBeLessThanOrEqual(area.y + area.height + 1)
      expect(width).toBe(Math.max(smallestQuick.width, Math.min(size.width, area.width)))
    }),
  )
})
