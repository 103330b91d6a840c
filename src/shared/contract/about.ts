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

/** Of something Kith is shipped with. */
export const licence = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  /** What it could have been taken under instead. */
  offered: z.string().optional(),
  address: z.string().nullable(),
  /** Null where it came without one. */
  text: z.string().nullable(),
})
export type Licence = z.infer<typeof licence>

/** Of a Kith that came as a package. */
export const installation = z.object({
  /** Where its source is published. Null where the package does not say. */
  repository: z.string().nullable(),
})
export type Installation = z.infer<typeof installation>

export const about = {
  versions: route.output(versions),
  /** Null: Kith runs from its source. */
  installation: route.output(installation.nullable()),
  /** Of everything that is shipped, by name, as the build has found them. Empty in a program that was not built. */
  licences: route.output(z.array(licence.omit({ text: true }))),
  /** One with its text. */
  licence: route
    .input(z.object({ name: z.string().max(300), version: z.string().max(100) }))
    .output(licence.nullable()),
}
