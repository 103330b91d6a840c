// Where the window was, for the next start. The screens may be others by then, so what was saved is only a wish.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/** In device-independent pixels, as Electron counts. */
export interface Rectangle {
  x: number
  y: number
  width: number
  height: number
}

export interface Placement {
  /** Without x and y the system finds a place. */
  bounds: { x?: number; y?: number; width: number; height: number }
  maximized: boolean
  fullScreen: boolean
}

const whole = z.number().int().min(-1_000_000).max(1_000_000)
const savedState = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole, height: whole }),
  maximized: z.boolean(),
  // Not yet said by earlier versions.
  fullScreen: z.boolean().default(false),
})
export type WindowState = z.infer<typeof savedState>

export const smallest = { width: 360, height: 480 }
const wished = { width: 1440, height: 900 }

/**
 * Turns what was saved into a place that can be reached on these screens.
 *
 * @param saved as read from the file; anything that is no state counts as nothing saved
 * @param workAreas of all screens, without their task bars; the first is the main one
 */
export function placeWindow(saved: unknown, workAreas: readonly Rectangle[]): Placement {
  const { data: state } = savedState.safeParse(saved)
  const { maximized = false, fullScreen = false } = state ?? {}
  if (state) {
    // Of screens beside each other, the one that has most of it.
    const nearest = workAreas.toSorted((one, other) => common(other, state.bounds) - common(one, state.bounds))
    const places = nearest.map((area) => ({ ...state.bounds, ...sizeIn(area, state.bounds), area }))
    const place = places.find(({ area, ...bounds }) => canBeGrasped(bounds, area))
    if (place) {
      return { bounds: { x: place.x, y: place.y, width: place.width, height: place.height }, maximized, fullScreen }
    }
  }
  const main = workAreas[0] ?? { x: 0, y: 0, ...wished }
  return { bounds: sizeIn(main, state?.bounds ?? wished), maximized, fullScreen }
}

function sizeIn(area: Rectangle, { width, height }: { width: number; height: number }) {
  return {
    width: clamp(width, smallest.width, area.width),
    height: clamp(height, smallest.height, area.height),
  }
}

/** How much of it is on the screen. */
function common(area: Rectangle, bounds: Rectangle): number {
  const along = (from: number, length: number, start: number, size: number): number =>
    Math.max(0, Math.min(from + length, start + size) - Math.max(from, start))
  return along(bounds.x, bounds.width, area.x, area.width) * along(bounds.y, bounds.height, area.y, area.height)
}

/** Enough of the title row is on the screen to drag the window by it. */
function canBeGrasped(bounds: Rectangle, area: Rectangle): boolean {
  const left = Math.max(bounds.x, area.x)
  const right = Math.min(bounds.x + bounds.width, area.x + area.width)
  return right - left >= 120 && bounds.y >= area.y && bounds.y + 48 <= area.y + area.height
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}

/** @returns whatever the file holds, or null: a file that cannot be read is no reason to keep the window closed */
export function readWindowState(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/** Synchronous, because the last moment to write is while the window closes. Throws when it cannot. */
export function writeWindowState(path: string, state: WindowState): void {
  writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
