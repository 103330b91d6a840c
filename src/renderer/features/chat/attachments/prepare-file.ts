// What becomes of a file before it goes to main: an image that is larger than any model looks at is made smaller, and one
// of a kind nobody takes is turned into one that is taken. Everything else goes as it is.
import { FILE_SIZE_LIMIT, PIXEL_LIMIT } from '../../../../shared/domain/attachment'
import { imageSizeOf, imageTypeOf } from '../../../../shared/domain/image-size'
import type { Failure } from '../../../../shared/errors'

/** Models look at no more; what is larger only costs. */
export const LONGEST_EDGE = 2_048
/** Up to here an image goes as it is, byte for byte. */
const PLAIN_SIZE = 4 * 1024 * 1024
/** What a canvas is given at all, before it is made smaller. */
const LARGEST_SOURCE = 80 * 1024 * 1024

export class FileRefused extends Error {
  constructor(readonly failure: Extract<Failure, { code: 'FILE_REFUSED' }>) {
    super(failure.data.why)
  }
}

export interface Prepared {
  name: string
  bytes: Blob
  wasMadeSmaller: boolean
}

type Why = Extract<Failure, { code: 'FILE_REFUSED' }>['data']['why']

/** Throws FileRefused; nothing of a file that is too large is read. */
export async function prepareFile(file: File): Promise<Prepared> {
  const refuse = (why: Why): never => {
    throw new FileRefused({ code: 'FILE_REFUSED', data: { name: file.name, why } })
  }
  if (file.size === 0) refuse('empty')
  const isImage = file.type.startsWith('image/') && file.type !== 'image/svg+xml'
  if (file.size > (isImage ? LARGEST_SOURCE : FILE_SIZE_LIMIT)) refuse('too-large')
  const asItIs = { name: file.name, bytes: file, wasMadeSmaller: false }
  if (!isImage) return asItIs

  const head = new Uint8Array(await file.slice(0, 512 * 1024).arrayBuffer())
  const type = imageTypeOf(head)
  const size = imageSizeOf(head)
  if (size && size.width * size.height > PIXEL_LIMIT) refuse('too-many-pixels')
  const isSmall = size !== null && Math.max(size.width, size.height) <= LONGEST_EDGE && file.size <= PLAIN_SIZE
  // A GIF moves; drawn anew it would not.
  if (type === 'image/gif') return file.size > FILE_SIZE_LIMIT ? refuse('too-large') : asItIs
  if (type !== null && isSmall) return asItIs
  const drawn = await draw(file, type === 'image/png' || type === null).catch(() => null)
  if (!drawn) return type !== null && file.size <= FILE_SIZE_LIMIT ? asItIs : refuse(type === null ? 'kind' : 'damaged')
  return { name: withEnding(file.name, drawn.bytes.type), ...drawn }
}

/** PNG keeps what is sharp and what is see-through, where it stays small; photographs become JPEG. */
async function draw(file: Blob, isDrawing: boolean): Promise<Omit<Prepared, 'name'>> {
  const bitmap = await createImageBitmap(file)
  try {
    const scale = Math.min(1, LONGEST_EDGE / Math.max(bitmap.width, bitmap.height))
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    )
    const context = canvas.getContext('2d')
    if (!context) throw new Error('There is no canvas.')
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    if (isDrawing) {
      const bytes = await canvas.convertToBlob({ type: 'image/png' })
      if (bytes.size <= PLAIN_SIZE) return { bytes, wasMadeSmaller: scale < 1 }
    }
    const bytes = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
    return { bytes, wasMadeSmaller: scale < 1 }
  } finally {
    bitmap.close()
  }
}

function withEnding(name: string, type: string): string {
  const ending = type === 'image/png' ? '.png' : '.jpg'
  if (ending === '.jpg' && /\.jpe?g$/i.test(name)) return name
  return `${name.replace(/\.[^.]{1,10}$/, '')}${ending}`
}
