// Which Kith this is, and what it runs on.
import { z } from 'zod'
import { route } from './base'

export const versions = z.object({
  kith: z.string(),
  node: z.string(),
  /** Null in a browser of its owner's. */
  electron: z.string().nullable(),
  chromium: z.string().nullable(),
  pglite: z.string(),
  system: z.string(),
})
export type Versions = z.infer<typeof versions>

export const about = {
  versions: route.output(versions),
}
