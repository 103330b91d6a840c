// The database as a thing one owns: its backups, and the ways on when it does not open.
import { z } from 'zod'
import { route, time } from './base'

export const backup = z.object({
  /** Its name, by which it is asked for. */
  file: z.string(),
  madeAt: time,
  reason: z.enum(['daily', 'before-migration', 'asked']),
  /** Size of its packed file. */
  bytes: z.number(),
  /** Every page of it is what was written. */
  isGood: z.boolean(),
})
export type Backup = z.infer<typeof backup>

export const database = {
  /** Those that are whole, newest first; also when the database does not open. */
  backups: route.output(z.object({ folder: z.string(), backups: z.array(backup) })),
  /** Makes one now. */
  backUp: route.output(backup),
  /** Goes back to a backup. What is there now is kept beside it under another name. Resolves when it is open. */
  restore: route.input(z.object({ file: z.string().min(1).max(200) })).output(z.void()),
  /** After an update that failed: opens the database as it is, to be read and not changed. */
  openOldVersion: route.output(z.void()),
  /** Begins with an empty database. Everything that is there moves into a folder beside it. */
  startClean: route.output(z.void()),
  /** Writes what went wrong into a text file, nothing private in it. Null: nothing is wrong. */
  saveReport: route.output(z.object({ path: z.string().nullable() })),
}
