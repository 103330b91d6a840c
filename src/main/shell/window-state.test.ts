import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { placeWindow, readWindowState, smallest, writeWindowState, type Rectangle } from './window-state'

const main: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 }
const right: Rectangle = { x: 1920, y: 0, width: 1280, height: 1024 }
const saved = (bounds: Partial<Rectangle>, maximized = false, fullScreen = false) => ({
  bounds: { x: 100, y: 100, width: 1200, height: 800, ...bounds },
  maximized,
  fullScreen,
})

describe('the place of the window', () => {
  it('is where it was', () => {
    expect(placeWindow(saved({}), [main])).toEqual(saved({}))
    expect(placeWindow(saved({ x: 1950, y: 10, width: 1000 }, true), [main, right])).toEqual({
      bounds: { x: 1950, y: 10, width: 1000, height: 800 },
      maximized: true,
      fullScreen: false,
    })
    expect(placeWindow(saved({}, false, true), [main])).toMatchObject({ fullScreen: true })
    // As earlier versions wrote it.
    expect(placeWindow({ bounds: saved({}).bounds, maximized: true }, [main])).toEqual(saved({}, true))
  })

  it('is left to the system when its screen is gone, and keeps its size', () => {
    expect(placeWindow(saved({ x: 1950, y: 10 }), [main]).bounds).toEqual({ width: 1200, height: 800 })
  })

  it('is left to the system when the title row would be out of reach', () => {
    expect(placeWindow(saved({ y: -40 }), [main]).bounds).toEqual({ width: 1200, height: 800 })
    expect(placeWindow(saved({ y: 1060 }), [main]).bounds).toEqual({ width: 1200, height: 800 })
    expect(placeWindow(saved({ x: -1150 }), [main]).bounds).toEqual({ width: 1200, height: 800 })
    expect(placeWindow(saved({ x: -1000 }), [main]).bounds).toMatchObject({ x: -1000 })
  })

  it('is on the screen that has most of it, and only as large as that one', () => {
    const small = { x: -800, y: 0, width: 800, height: 600 }
    const mostlySmall = saved({ x: -700, y: 10, width: 900, height: 900 })
    expect(placeWindow(mostlySmall, [main, small]).bounds).toEqual({ x: -700, y: 10, width: 800, height: 600 })
  })

  it('is no larger than a smaller screen', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 700 }]).bounds).toEqual({ width: 1280, height: 700 })
  })

  it.each([
    null,
    undefined,
    'x',
    3,
    [],
    {},
    { bounds: {} },
    saved({ width: Number.NaN }),
    saved({ x: 1.5 }),
    saved({ x: 1e300 }),
  ])('is the usual one when %j was saved', (state) => {
    expect(placeWindow(state, [main])).toEqual({
      bounds: { width: 1440, height: 900 },
      maximized: false,
      fullScreen: false,
    })
  })

  it('can always be reached, whatever was saved and whatever screens there are', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 0, max: 8000 }),
      height: fc.integer({ min: 0, max: 8000 }),
    })
    const areas = fc.array(rectangle, { maxLength: 4 })
    const state = fc.oneof(fc.record({ bounds: rectangle, maximized: fc.boolean() }), fc.anything())
    fc.assert(
      fc.property(state, areas, (state, areas) => {
        const { x, y, width, height } = placeWindow(state, areas).bounds
        expect(width).toBeGreaterThanOrEqual(smallest.width)
        expect(height).toBeGreaterThanOrEqual(smallest.height)
        expect(x === undefined).toBe(y === undefined)
        const reachable = areas.some(
          (area) =>
            x !== undefined &&
            y !== undefined &&
            x < area.x + area.width &&
            x + width > area.x &&
            y >= area.y &&
            y < area.y + area.height,
        )
        expect(x === undefined || reachable).toBe(true)
      }),
    )
  })
})

describe('the file of the place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-'))
  const path = join(folder, 'window.json')
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is no obstacle when it is missing or broken', () => {
    expect(readWindowState(path)).toBeNull()
    writeFileSync(path, '{"bounds":')
    expect(readWindowState(path)).toBeNull()
  })

  it('gives back what was written', () => {
    writeWindowState(path, saved({}, true))
    expect(readWindowState(path)).toEqual(saved({}, true))
  })
})
