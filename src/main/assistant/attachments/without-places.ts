// An image without what a camera wrote beside it: where it was taken, when, and with which device. Kept is how it is
// turned, for it would lie on its side otherwise. The pixels are not touched.
import type { ImageType } from '../../../shared/domain/image-size'
import { wordAt } from '../../../shared/domain/image-size'

export function withoutPlaces(type: ImageType, bytes: Uint8Array): Uint8Array {
  if (type === 'image/jpeg') return cleanJpeg(bytes)
  if (type === 'image/png') return cleanPng(bytes)
  return type === 'image/webp' ? cleanWebp(bytes) : bytes
}

/** EXIF and XMP are APP1, IPTC is APP13, FE a comment. What follows the picture (another one, a film) is left off, too. */
function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let turned = 1
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xd9) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = marker === 0xda ? endOfScan(bytes, at + 2) : at + 2 + view.getUint16(at + 2)
    const segment = bytes.subarray(at, end)
    if (marker === 0xe1 && wordAt(segment, 4, 4) === 'Exif') turned = orientationIn(segment.subarray(10))
    if (marker !== 0xe1 && marker !== 0xed && marker !== 0xfe) kept.push(segment)
    at = end
  }
  kept.push(Uint8Array.of(0xff, 0xd9))
  if (turned !== 1) kept.splice(1, 0, orientationSegment(turned))
  return joined(kept)
}

/** Where the next marker is: in the packed picture FF is followed by 00, or by the number of a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** Of a TIFF block; 1, which is upright, when it does not say. */
function orientationIn(tiff: Uint8Array): number {
  const isLittle = wordAt(tiff, 0, 2) === 'II'
  const view = viewOf(tiff)
  try {
    const directory = view.getUint32(4, isLittle)
    const entries = view.getUint16(directory, isLittle)
    for (let index = 0; index < entries; index++) {
      const at = directory + 2 + index * 12
      if (view.getUint16(at, isLittle) === 0x0112) {
        const value = view.getUint16(at + 8, isLittle)
        return value >= 1 && value <= 8 ? value : 1
      }
    }
  } catch {
    // It ends before it says.
  }
  return 1
}

function orientationSegment(turned: number): Uint8Array {
  // APP1, "Exif", a big-endian TIFF with one entry: orientation, one short.
  return Uint8Array.from([
    0xff,
    0xe1,
    0,
    34,
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    turned,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
}

function cleanPng(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at)
    const name = wordAt(bytes, at + 4, 4)
    if (!['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].includes(name)) kept.push(bytes.subarray(at, end))
    at = end
    if (name === 'IEND') break
  }
  return joined(kept)
}

function cleanWebp(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes)
  const kept: Uint8Array[] = []
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    const name = wordAt(bytes, at, 4)
    const chunk = bytes.slice(at, end)
    // Which says that they are there.
    if (name === 'VP8X' && chunk.length > 8) chunk[8] = (chunk[8] ?? 0) & ~0x0c
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk)
    at = end
  }
  const content = joined(kept)
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, content.length + 4, true)
  return joined([head, content])
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
