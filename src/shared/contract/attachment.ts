import { z } from 'zod'
import { ATTACHMENT_COUNT_LIMIT } from '../domain/attachment'
import type { Attachment } from '../domain/attachment'
import { uuid } from './base'

/** A file that is stored. */
export const attachment = z.object({
  fileId: uuid,
  name: z.string(),
  mediaType: z.string(),
  size: z.number(),
}) satisfies z.ZodType<Attachment>

/** Files of a message that is sent, under the names the person knows them by. */
export const chosenFiles = z.array(z.object({ fileId: uuid, name: z.string().max(2_000) })).max(ATTACHMENT_COUNT_LIMIT)
