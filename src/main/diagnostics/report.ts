// What somebody hands on who asks for help: which Kith on what, and what went wrong last. Nothing that anybody wrote is in it, no
// name and no address.
import type { DescribedError } from '../../shared/described-error'
import { chooseError } from './chosen-error'
import { readLine } from './entry'
import type { ReadEntry } from './entry'
import { redact } from './redact'

export interface ReportFacts {
  /** What was to be done and could not be, where something could not. */
  failure: DescribedError | null
  /** In this order, as `name: value`. */
  versions: readonly (readonly [name: string, value: string | number])[]
  /** How much there is; null where nobody can say, because no database is open. */
  counts: Readonly<Record<string, number>> | null
}

const LAST = 50

/** A text for people. @param lines of the log, the oldest first */
export function reportOf({ failure, versions, counts }: ReportFacts, lines: readonly string[], now: Date): string {
  const failed = failure === null ? [] : ofFailure(failure)
  const head = [['time', now.toISOString()], ...failed, ...versions, ...Object.entries(inMagnitudes(counts))]
  const errors = lines
    .map(readLine)
    .filter((entry) => entry?.level === 'error')
    .slice(-LAST) as ReadEntry[]
  const told =
    errors.length === 0 ? ['no errors were written down'] : [`last errors (${errors.length}):`, ...errors.map(inShort)]
  return redact(`${[...head.map(([name, value]) => `${name}: ${value}`), '', ...told].join('\n')}\n`)
}

/** How many there are is nobody's business to the last one. */
export function magnitudeOf(count: number): string {
  if (count <= 0) return 'none'
  if (count < 10) return 'fewer than 10'
  const power = Math.floor(Math.log10(count))
  return `${(10 ** power).toLocaleString('en')} to ${(10 ** (power + 1)).toLocaleString('en')}`
}

function inMagnitudes(counts: ReportFacts['counts']): Record<string, string> {
  if (counts === null) return { counts: 'no database is open' }
  return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, magnitudeOf(count)]))
}

function ofFailure(failure: DescribedError): [string, string | number][] {
  const { code = 'unknown', file, statement, sqlState, status } = chooseError(failure)
  const said = { failure: code, file, statement, SQLSTATE: sqlState, status }
  return Object.entries(said).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
}

/** One error as some lines: its stack below it, and what caused it. */
function inShort(entry: ReadEntry): string {
  const { time, level: _, process, event, stack, causes, ...facts } = entry
  const said = Object.entries(facts).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const below = [...framesIn(stack), ...framesIn(causes)]
  return [`${time} [${process}] ${event}${said.length > 0 ? ` (${said.join(', ')})` : ''}`, ...below].join('\n')
}

function framesIn(part: unknown): string[] {
  if (!Array.isArray(part)) return []
  return part.flatMap((one: unknown) => {
    if (typeof one === 'string') return [`    at ${one}`]
    const { stack, causes, ...rest } = (one ?? {}) as Record<string, unknown>
    return [`  caused by ${JSON.stringify(rest)}`, ...framesIn(stack), ...framesIn(causes)]
  })
}
