// What a file is, by its bytes. Neither its name nor whoever sends it is believed.
import { imageSizeOf, imageTypeOf, wordAt } from '../../../shared/domain/image-size'
import { FILE_SIZE_LIMIT, PIXEL_LIMIT } from '../../../shared/domain/attachment'
import { KithError } from '../../../shared/errors'
import { withoutPlaces } from './without-places'

export interface Sniffed {
  mediaType: string
  /** As they are stored: an image without where it was taken, a text in UTF-8. */
  bytes: Uint8Array
}

/** Throws FILE_REFUSED. */
export function sniff(bytes: Uint8Array, name: string): Sniffed {
  if (bytes.length === 0) throw refused(name, 'empty')
  if (bytes.length > FILE_SIZE_LIMIT) throw refused(name, 'too-large')
  const image = imageTypeOf(bytes)
  if (image) {
    const size = imageSizeOf(bytes)
    if (!size) throw refused(name, 'damaged')
    if (size.width * size.height > PIXEL_LIMIT) throw refused(name, 'too-many-pixels')
    return { mediaType: image, bytes: withoutPlaces(image, bytes) }
  }
  // Readers look for it in the first kilobyte.
  if (wordAt(bytes, 0, 1_024).includes('%PDF-')) return { mediaType: 'application/pdf', bytes }
  return asText(bytes, name)
}

function asText(bytes: Uint8Array, name: string): Sniffed {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const text = decode(bytes, isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8')
  // What is no text in any encoding is another kind of file.
  if (text === null) throw refused(name, looksLikeWords(bytes) ? 'encoding' : 'kind')
  if (text.includes('\0')) throw refused(name, 'kind')
  return { mediaType: mediaTypeOfText(name), bytes: isWide ? new TextEncoder().encode(text) : bytes }
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A text of an older encoding: hardly a control in its beginning. */
function looksLikeWords(bytes: Uint8Array): boolean {
  const beginning = bytes.subarray(0, 4_096)
  const controls = beginning.filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)).length
  return controls === 0
}

/** A name may say which words these are; a text is what it is in any case. SVG and HTML are shown as text, too. */
function mediaTypeOfText(name: string): string {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  return texts[ending] ?? 'text/plain'
}

const texts: Record<string, string | undefined> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  csv: 'text/csv',
  json: 'application/json',
}

export function refused(
  name: string,
  why: 'empty' | 'too-large' | 'kind' | 'encoding' | 'damaged' | 'too-many-pixels',
) {
  return new KithError('FILE_REFUSED', { name, why })
}
