// The trace of this start, when the environment wants one.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTrace, noTrace } from './create-trace'
import type { Trace } from './create-trace'

interface OpenTraceOptions {
  environment: Readonly<Record<string, string | undefined>>
  /** Absolute path of the folder the trace is written to, over the one before. Made when it is missing. */
  folder: string
  onTrouble: (error: unknown) => void
}

/**
 * With `KITH_TRACE=1`: a table on stderr, and `startup-trace.json` in the folder. An installed Kith listens to it, too: it
 * tells times and nothing else.
 */
export function openTrace({ environment, folder, onTrouble }: OpenTraceOptions): Trace {
  if (environment.KITH_TRACE !== '1') return noTrace
  return createTrace({
    startedAt: processStart(),
    say: (table) => void process.stderr.write(`${table}\n`),
    write(json) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, 'startup-trace.json'), json, { mode: 0o600 })
    },
    onTrouble,
  })
}

/** Electron knows when its process was made, which is before Node is there. */
function processStart(): number {
  const { getCreationTime } = process as { getCreationTime?: () => number | null }
  return getCreationTime?.() ?? performance.timeOrigin
}
