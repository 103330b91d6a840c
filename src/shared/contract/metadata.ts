// Keys and values about one thread, message, memory or persona. Values are JSON as text: no number loses digits on the way,
// and no key is taken for something else.
import { z } from 'zod'
import { METADATA_KEY_LIMIT, METADATA_NESTING_LIMIT, METADATA_VALUE_LIMIT } from '../domain/limits'
import { nestingOf } from '../domain/nesting'
import { route, uuid } from './base'

export const metadataTarget = z.object({ kind: z.enum(['thread', 'message', 'memory', 'persona']), id: uuid })
export type MetadataTarget = z.infer<typeof metadataTarget>

export const metadataEntry = z.object({
  key: z.string(),
  /** JSON; its beginning only where it is not whole. */
  value: z.string(),
  isWhole: z.boolean(),
  /** Bytes of the whole value. */
  size: z.number(),
  /** When it was changed last, as the database says it: to be given back, and not to be read. */
  changed: z.string(),
  /** Whose key it is. Only the owner's are changed here. */
  by: z.enum(['owner', 'kith', 'mastra']),
})
export type MetadataEntry = z.infer<typeof metadataEntry>

// The database counts characters, of which one may be two code units.
const key = z
  .string()
  .min(1)
  .max(METADATA_KEY_LIMIT * 2)
// PostgreSQL says that it is too deep. The embedded one would break on it instead, and this is long after anybody can read it.
const value = z
  .string()
  .max(METADATA_VALUE_LIMIT * 2)
  .refine((json) => nestingOf(json) <= METADATA_NESTING_LIMIT, 'This value is nested too deep.')
const changed = z.string().max(60).optional()

export const metadata = {
  /** One page, by key. */
  list: route
    .input(z.object({ target: metadataTarget, after: key.optional() }))
    .output(z.object({ entries: z.array(metadataEntry), next: z.string().nullable() })),
  /** One entry, whole; null when it is not there. */
  get: route.input(z.object({ target: metadataTarget, key })).output(metadataEntry.nullable()),
  /** Makes an entry; with `changed`, changes the one that was read. Throws CONFLICT when somebody was quicker. */
  save: route.input(z.object({ target: metadataTarget, key, value, changed })).output(metadataEntry),
  /** Removes it and returns it, for `save` to bring it back. Null when it was gone. Throws CONFLICT like `save`. */
  remove: route.input(z.object({ target: metadataTarget, key, changed })).output(metadataEntry.nullable()),
}
