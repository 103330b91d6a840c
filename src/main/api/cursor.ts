// Where a page ended, as one opaque word that goes into an address.
import { z } from 'zod'
import { ApiProblem } from './problem'

export const cursorText = z.string().max(500).optional().meta({ description: '`next` of the page before.' })

export function writeCursor(place: object | null): string | null {
  return place && Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Throws NOT_TAKEN. */
export function readCursor<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (cause) {
    const issues = [{ in: 'query', at: 'cursor', message: 'It is not the end of a page.' }]
    throw new ApiProblem('NOT_TAKEN', { issues }, {}, { cause })
  }
}

export const pageLimit = z.coerce.number().int().min(1).max(200).default(50)

/** In an address: a persona by its id, or `none` for no persona; left out for all of them. */
export const personaInQuery = z
  .union([z.uuid(), z.literal('none')])
  .optional()
  .meta({ description: 'The id of a persona, `none` for no persona; all that the caller may see when left out.' })

/** As the contract has it. */
export function scopeOf(personaId: string | undefined): { personaId: string | null; all: boolean } {
  return { personaId: personaId === undefined || personaId === 'none' ? null : personaId, all: personaId === undefined }
}
