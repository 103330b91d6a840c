import { describeError } from '../../shared/described-error'
import type { DescribedError } from '../../shared/described-error'

type Listener = (event: string, error: DescribedError) => void
let listener: Listener = () => {}

/** One line on stderr for what went wrong and could be told to nobody. Never what people wrote. Main hears of it, too. */
export function logError(event: string, error: unknown): void {
  const described = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`[kith] ${event}: ${described}\n`)
  listener(event, describeError(error))
}

/** Whoever can write it down. The data process itself writes into no file but its database's. */
export function tellErrorsTo(next: Listener): void {
  listener = next
}
