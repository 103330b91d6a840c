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

/** What going back, beginning anew and reports have left in the data folder. */
export const leftBehind = z.object({
  /** By which it is asked for. */
  name: z.string(),
  kind: z.enum(['before-restore', 'broken', 'kept', 'report']),
  madeAt: time,
  bytes: z.number(),
})
export type LeftBehind = z.infer<typeof leftBehind>

const oneLeftBehind = route.input(z.object({ name: z.string().min(1).max(200) })).output(z.void())

export const database = {
  /** Those that are whole, newest first; also when the database does not open. */
  backups: route.output(z.object({ folder: z.string(), backups: z.array(backup) })),
  /** Newest first. `canShow`: this host can show a folder in the file manager. */
  leftBehind: route.output(z.object({ folder: z.string(), canShow: z.boolean(), items: z.array(leftBehind) })),
  /** How much room everything takes, in bytes. */
  size: route.output(z.object({ database: z.number(), backups: z.number(), others: z.number() })),
  /** Removes it for good. Nothing happens when there is none of this name. */
  removeLeftBehind: oneLeftBehind,
  /** Shows it in the file manager, where the host can. */
  showLeftBehind: oneLeftBehind,
  /** Shows the data folder in the file manager, where the host can. */
  showFolder: route.output(z.void()),
  /** Goes back to the database that was there before another going back; it stays, too. Otherwise as `restore`. */
  restoreLeftBehind: oneLeftBehind,
  /** Makes one now. */
  backUp: route.output(backup),
  /** Goes back to a backup. What is there now is kept beside it under another name. Resolves when it is open. */
  restore: route.input(z.object({ file: z.string().min(1).max(200) })).output(z.void()),
  /** After an update that failed: opens the database as it is, to be read and not changed. */
  openOldVersion: route.output(z.void()),
  /** Begins with an empty database. Everything that is there moves into a folder beside it. */
  startClean: route.output(z.void()),
}
