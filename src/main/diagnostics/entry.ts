// One event as it is written down: a line of JSON.
import { z } from 'zod'
import type { DescribedError } from '../../shared/described-error'
import { chooseError } from './chosen-error'
import { chooseFacts } from './facts'
import type { Facts } from './facts'
import { redact } from './redact'

export type Level = 'error' | 'warning' | 'info'

/** Where it happened. The page is the renderer's, and not believed. */
export type Origin = 'main' | 'data' | 'page'

export interface Happened {
  level: Level
  process: Origin
  /** A sentence of Kith's own, the same each time. */
  event: string
  error?: DescribedError
  facts?: Facts
}

const LONGEST_EVENT = 120

export function lineOf({ level, process, event, error, facts }: Happened, at: Date): string {
  const entry = {
    time: at.toISOString(),
    level,
    process,
    event: event.slice(0, LONGEST_EVENT),
    ...(facts && chooseFacts(facts)),
    ...(error && chooseError(error)),
  }
  // Text by text: a whole line would be one no more if a quotation mark were cut out of it.
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value))
}

const readable = z.looseObject({ time: z.string(), level: z.string(), process: z.string(), event: z.string() })
export type ReadEntry = z.infer<typeof readable>

/** Null for a line that a crash has torn. */
export function readLine(line: string): ReadEntry | null {
  try {
    return readable.parse(JSON.parse(line))
  } catch {
    return null
  }
}
