// What Kith says of itself: a line on stderr for whoever started it from a terminal, and one in the log of its data folder.
// Never a secret, never what people wrote.
import { describeError } from '../../shared/described-error'
import type { DescribedError } from '../../shared/described-error'
import { lineOf } from './entry'
import type { Happened, Origin } from './entry'
import type { Facts } from './facts'
import type { LogFile } from './log-file'

/** `event` is the same sentence each time. Into the file goes only what `chooseError` and `chooseFacts` let through. */
export const log = {
  error(event: string, error: unknown, facts?: Facts): void {
    say(`${event}: ${inFull(error)}`)
    write({ level: 'error', process: 'main', event, error: describeError(error), ...(facts && { facts }) })
  },
  warn(event: string, facts?: Facts): void {
    say(facts ? `${event}: ${JSON.stringify(facts)}` : event)
    write({ level: 'warning', process: 'main', event, ...(facts && { facts }) })
  },
  /** In the file alone. */
  info(event: string, facts?: Facts): void {
    write({ level: 'info', process: 'main', event, ...(facts && { facts }) })
  },
  /** In the file alone: it was said on stderr, or to whom it concerned, where it happened. */
  quietly(process: Origin, event: string, error: DescribedError, facts?: Facts): void {
    write({ level: 'error', process, event, error, ...(facts && { facts }) })
  },
}

let file: LogFile | null = null
/** Lines from before there was a file, as many as a start can have; null from then on. */
let early: string[] | null = []
const EARLY = 100

/** From now on everything is written there, beginning with what has been said already. Null: nowhere. */
export function writeLogTo(next: LogFile | null): void {
  file = next
  for (const line of early ?? []) next?.write(line)
  early = null
}

function write(happened: Happened): void {
  const line = lineOf(happened, new Date())
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
