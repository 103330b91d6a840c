// Pictures of the screen for the repository: 256 colours are enough for a page of text, and take a third of the bytes.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

interface Picture {
  width: number
  height: number
  /** Red, green and blue of each pixel, as one number. */
  pixels: Uint32Array
}

/** @param png 8 bits a channel, with or without alpha, as Chromium makes it */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png)
  const palette = paletteOf(pixels)
  const nearest = new Map<number, number>(palette.map((colour, index) => [colour, index]))
  const rows = Buffer.alloc(height * (width + 1))
  pixels.forEach((colour, at) => {
    let index = nearest.get(colour)
    if (index === undefined) nearest.set(colour, (index = indexOfNearest(colour, palette)))
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function decoded(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const bytes = png[25] === 6 ? 4 : 3
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * bytes
  const line = new Uint8Array(stride)
  const pixels = new Uint32Array(width * height)
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1)
    const above = Uint8Array.from(line)
    for (let x = 0; x < stride; x += 1) {
      const left = x < bytes ? 0 : (line[x - bytes] ?? 0)
      const corner = x < bytes ? 0 : (above[x - bytes] ?? 0)
      line[x] = (raw[start + 1 + x] ?? 0) + predicted(raw[start] ?? 0, left, above[x] ?? 0, corner)
    }
    for (let x = 0; x < width; x += 1) {
      const [red = 0, green = 0, blue = 0] = line.subarray(x * bytes, x * bytes + 3)
      pixels[y * width + x] = (red << 16) | (green << 8) | blue
    }
  }
  return { width, height, pixels }
}

/** What a filter of PNG expects in a place, from those at its left, above it, and above that. */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** The most frequent colours, of those that look alike only one. */
function paletteOf(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const alike = new Set<number>()
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .filter(([colour]) => {
      const coarse = colour & 0xfcfcfc
      return !alike.has(coarse) && alike.add(coarse)
    })
    .slice(0, 256)
    .map(([colour]) => colour)
}

function indexOfNearest(colour: number, palette: readonly number[]): number {
  const wanted = channelsOf(colour)
  let best = 0
  let least = Infinity
  palette.forEach((one, index) => {
    const distance = channelsOf(one).reduce((sum, value, at) => sum + (value - (wanted[at] ?? 0)) ** 2, 0)
    if (distance < least) [best, least] = [index, distance]
  })
  return best
}

function channelsOf(colour: number): number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255]
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
