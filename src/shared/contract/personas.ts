import { z } from 'zod'
import { route, uuid } from './base'

/** The colours a persona can have, as the page's tokens name them; "no persona" is graphite. */
export const accent = z.enum(['clay', 'ochre', 'moss', 'pine', 'lagoon', 'slate', 'plum', 'rose', 'graphite'])
export type Accent = z.infer<typeof accent>

export const persona = z.object({
  id: uuid,
  name: z.string(),
  accent,
  /** What the assistant is told about itself. */
  instructions: z.string(),
})
export type Persona = z.infer<typeof persona>

export const personas = {
  /** All that are not archived, in the order they were made. */
  list: route.output(z.array(persona)),
}
