// What is drawn for whom, from the two drawings in build: `kith.svg`, and `kith-small.svg` for 32 pixels and less, which is
// thicker and has no gaps.
import { readFileSync } from 'node:fs'
import { at } from '../bootstrap/project.mjs'

export const sources = ['build/kith.svg', 'build/kith-small.svg']

/** On Windows and Linux the ground fills the square. */
export const plain = (size) => drawingOf(size)

/** On macOS an icon keeps a margin, in which the system draws a shadow: 824 of 1024 pixels are its own. */
export const withMargin = (size) => within(drawingOf(size), 824 / 1024)

/** For the menu bar of macOS: one colour and no ground; the system colours it. The gaps stay where they can be seen. */
export function template(size) {
  const drawing = drawingOf(size)
  const ground = /<rect[^>]*fill="(#[0-9a-f]{6})"\/>/.exec(drawing)
  if (!ground) throw new Error('The drawing has no ground any more: scripts/icons/drawings.mjs.')
  const strokes = drawing
    .replace(ground[0], '')
    // What has the colour of the ground is a gap. In a mask white stays and black goes.
    .replaceAll(/stroke="(#[0-9a-f]{6})"/g, (_, colour) => `stroke="${colour === ground[1] ? '#000' : '#fff'}"`)
    .replace(/<svg[^>]*>/, '')
    .replace('</svg>', '')
  // Without the ground its margin goes, too.
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="56 56 400 400">' +
    `<mask id="thread" maskUnits="userSpaceOnUse" x="0" y="0" width="512" height="512">${strokes}</mask>` +
    '<rect width="512" height="512" mask="url(#thread)"/></svg>'
  )
}

function drawingOf(size) {
  return readFileSync(at(size > 32 ? 'build/kith.svg' : 'build/kith-small.svg'), 'utf8')
}

function within(drawing, share) {
  const side = 512 / share
  const start = (512 - side) / 2
  return drawing.replace('viewBox="0 0 512 512"', `viewBox="${start} ${start} ${side} ${side}"`)
}
