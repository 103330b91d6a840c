// An image of any size becomes the small square that is shown: the middle of it, as it is turned in the file.
import { PIXEL_LIMIT } from '../../../../shared/domain/attachment'
import { imageSizeOf } from '../../../../shared/domain/image-size'

/** Twice as many pixels as the largest mark has. */
const EDGE = 192
const LARGEST_SOURCE = 40 * 1024 * 1024

export type PictureTrouble = 'too-large' | 'wrong'

/** Rejects with a PictureTrouble. */
export async function squarePicture(file: Blob): Promise<Blob> {
  const head = new Uint8Array(await file.slice(0, 512 * 1024).arrayBuffer())
  const size = imageSizeOf(head)
  if (file.size > LARGEST_SOURCE || (size && size.width * size.height > PIXEL_LIMIT)) throw trouble('too-large')
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) throw trouble('wrong')
  try {
    const edge = Math.min(bitmap.width, bitmap.height)
    const canvas = new OffscreenCanvas(EDGE, EDGE)
    const context = canvas.getContext('2d')
    if (!context) throw trouble('wrong')
    context.imageSmoothingQuality = 'high'
    const [x, y] = [(bitmap.width - edge) / 2, (bitmap.height - edge) / 2]
    context.drawImage(bitmap, x, y, edge, edge, 0, 0, EDGE, EDGE)
    return await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
  } finally {
    bitmap.close()
  }
}

export const troubleOf = (error: unknown): PictureTrouble =>
  error instanceof Error && error.cause === 'too-large' ? 'too-large' : 'wrong'

function trouble(cause: PictureTrouble): Error {
  return new Error('This is no picture to show.', { cause })
}
