// What Kith says of itself: a line in the log of its data folder, and on standard error. Into the file goes never a secret, and
// never what people wrote. A terminal of somebody who runs Kith from its source has the whole error; an installed Kith says there
// what it writes, because the system keeps it (`sayOnlyWhatIsWritten`).
import { describeError } from '../../shared/described-error'
import type { DescribedError } from '../../shared/described-error'
import { lineOf } from './entry'
import type { Happened, Origin } from './entry'
import type { Facts } from './facts'
import type { LogFile } from './log-file'

/** `event` is the same sentence each time. Into the file goes only what `chooseError` and `chooseFacts` let through. */
export const log = {
  error(event: string, error: unknown, facts?: Facts): void {
    note(
      { level: 'error', process: 'main', event, error: describeError(error), ...(facts && { facts }) },
      () => `${event}: ${inFull(error)}`,
    )
  },
  warn(event: string, facts?: Facts): void {
    note({ level: 'warning', process: 'main', event, ...(facts && { facts }) }, () =>
      facts ? `${event}: ${JSON.stringify(facts)}` : event,
    )
  },
  /** In the file alone. */
  info(event: string, facts?: Facts): void {
    note({ level: 'info', process: 'main', event, ...(facts && { facts }) }, null)
  },
  /** In the file alone: it was said on stderr, or to whom it concerned, where it happened. */
  quietly(process: Origin, event: string, error: DescribedError, facts?: Facts): void {
    note({ level: 'error', process, event, error, ...(facts && { facts }) }, null)
  },
}

let file: LogFile | null = null
/** Lines from before there was a file, as many as a start can have; null from then on. */
let early: string[] | null = []
const EARLY = 100
let saysInFull = true

/** From now on everything is written there, beginning with what has been said already. Null: nowhere. */
export function writeLogTo(next: LogFile | null): void {
  file = next
  for (const line of early ?? []) next?.write(line)
  early = null
}

/** For an installed Kith, whose standard error ends up in a journal of the system, read by others and kept. */
export function sayOnlyWhatIsWritten(): void {
  saysInFull = false
}

/** A promise that a library dropped must not end a conversation, and is known of all the same. */
export function noteUnhandled(): void {
  process.on('unhandledRejection', (reason) => log.error('a failure was not handled', reason))
}

/** @param inFull null: nothing is said on stderr */
function note(happened: Happened, inFull: (() => string) | null): void {
  const line = lineOf(happened, new Date())
  if (inFull) say(saysInFull ? inFull() : line)
  if (file) file.write(line)
  else if (early && early.length < EARLY) early.push(line)
}

function say(text: string): void {
  // oxlint-disable-next-line no-console -- this is the place where a line becomes output
  console.error(`[kith] ${text}`)
}

/** Message and stack of an error and of what caused it. */
function inFull(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n  caused by: ${inFull(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
