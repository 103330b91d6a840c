// What helps those who help: the report, the log it is made of, and what went wrong in a page.
import { z } from 'zod'
import { describedLimits } from '../described-error'
import { route } from './base'

const text = (part: 'name' | 'message' | 'code' | 'stack') => z.string().max(describedLimits[part]).optional()
const one = z.object({ name: text('name'), message: text('message'), code: text('code'), stack: text('stack') })

export const pageFailure = z.object({
  /** `window`: outside of what is drawn. The others could not be drawn. */
  where: z.enum(['window', 'promise', 'all', 'sidebar', 'conversation', 'page', 'inspector', 'dialog', 'other']),
  /** Chosen from before anything of it is written down. */
  error: one.extend({ causes: z.array(one).max(describedLimits.causes).optional() }),
})
export type PageFailure = z.infer<typeof pageFailure>

export const placesOfLog = z.object({
  folder: z.string(),
  bytes: z.number(),
  /** This host can show a folder in the file manager. */
  canShow: z.boolean(),
})
export type PlacesOfLog = z.infer<typeof placesOfLog>

export const diagnostics = {
  /** Versions, how much there is in orders of magnitude, and the last errors; nothing that anybody wrote. Whatever has failed. */
  report: route.output(z.object({ text: z.string() })),
  /** Writes it into a text file of the data folder. */
  saveReport: route.output(z.object({ path: z.string() })),
  places: route.output(placesOfLog),
  /** Shows the log in the file manager, where the host can. */
  showLogs: route.output(z.void()),
  /** Removes all that was written down so far. */
  deleteLogs: route.output(z.void()),
  /** Something failed in a page. More than some in a minute are counted and not written down. */
  pageFailed: route.input(pageFailure).output(z.void()),
}
