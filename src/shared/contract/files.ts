// Files on their way into a message, and out of it again. A file comes in parts and is looked at when it is whole.
import { z } from 'zod'
import { UPLOAD_PART_SIZE } from '../domain/attachment'
import { modelChoice } from '../domain/model-choice'
import { attachment } from './attachment'
import { route, uuid } from './base'

const bytes = z.instanceof(Blob)

/** Whether a model is known to take a kind of file; `unknown` is tried. */
export const taken = z.enum(['yes', 'no', 'unknown'])

export const modelTakes = z.object({ images: taken, pdfs: taken, texts: taken })
export type ModelTakes = z.infer<typeof modelTakes>

export const files = {
  /**
   * Announces a file for a message of a thread, or for the first one of a new thread of this persona. Repeating it begins
   * anew. Throws FILE_REFUSED.
   */
  begin: route
    .input(
      z.object({
        uploadId: uuid,
        threadId: uuid.nullable(),
        personaId: uuid.nullable(),
        name: z.string().max(2_000),
        size: z.number().int().min(0),
      }),
    )
    .output(z.void()),
  /** The bytes from `offset` on. Repeating it changes nothing. Throws NOT_FOUND when nobody announced the file. */
  part: route
    .input(
      z.object({
        uploadId: uuid,
        offset: z.number().int().min(0),
        bytes: bytes.refine(({ size }) => size <= UPLOAD_PART_SIZE, 'This part is too large.'),
      }),
    )
    .output(z.void()),
  /** Stores what arrived. Repeating it gives the same file. Throws FILE_REFUSED, NOT_FOUND, INVALID. */
  finish: route.input(z.object({ uploadId: uuid })).output(attachment),
  /** It is not wanted any more. Safe to repeat. */
  abort: route.input(z.object({ uploadId: uuid })).output(z.void()),
  /** The whole file. Throws NOT_FOUND when it is gone, or was never whole. */
  read: route.input(z.object({ fileId: uuid })).output(z.object({ mediaType: z.string(), bytes })),
  /** Asks the provider where it can say. */
  modelTakes: route.input(z.object({ model: modelChoice })).output(modelTakes),
}
