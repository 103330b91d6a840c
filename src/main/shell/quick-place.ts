// Where the quick window comes up: on the screen that is worked on, in the middle and a little above it.
import type { Rectangle } from './window-state'

export const quickSize = { width: 540, height: 520 }
export const smallestQuick = { width: 360, height: 320 }

/** @param area of the screen, without its task bars @param size as its owner left it */
export function placeQuick(area: Rectangle, size: { width: number; height: number } = quickSize): Rectangle {
  const width = Math.max(smallestQuick.width, Math.min(size.width, area.width))
  const height = Math.max(smallestQuick.height, Math.min(size.height, area.height))
  return {
    x: Math.round(area.x + Math.max(0, area.width - width) / 2),
    y: Math.round(area.y + Math.max(0, area.height - height) / 3),
    width,
    height,
  }
}
