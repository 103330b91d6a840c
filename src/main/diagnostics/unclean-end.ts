// Did the last Kith end in order? A file stands in the log's folder while one runs. Whoever finds it at the start knows.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

export interface Run {
  /** The version that did not end in order, or null: it did, or nobody ran before. */
  unclean: { version: string | null } | null
  /** Kith ends in order. Never throws. */
  end(): void
}

const marker = z.object({ pid: z.int(), version: z.string().max(40), since: z.number().optional() })

/** Clocks are set, and a machine does not know to the second when it was started. */
const CLOCK_SKEW_MS = 60_000

/**
 * @param isAlive whether a process of this number runs: then the folder is another Kith's, whose marker stays as it is
 * @returns a run that was marked where that was possible; a folder that cannot be written to marks none
 */
export function beginRun(folder: string, version: string, isAlive: (pid: number) => boolean = isRunning): Run {
  const path = join(folder, 'running.json')
  const found = readMarker(path)
  if (found && found.pid !== process.pid && found.pid > 0 && isOfThisBoot(found) && isAlive(found.pid)) {
    return { unclean: null, end() {} }
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, JSON.stringify({ pid: process.pid, version, since: Date.now() }), { mode: 0o600 })
  } catch {
    // The log, which lies in the same folder, says so.
  }
  return {
    unclean: found && { version: found.version },
    end() {
      try {
        if (readMarker(path)?.pid === process.pid) rmSync(path, { force: true })
      } catch {
        // As above; the next start says that the end was not in order, which it was not quite.
      }
    },
  }
}

/** One that was torn as it was written is of a Kith that did not end in order, either. */
function readMarker(path: string): { pid: number; version: string | null; since?: number | undefined } | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return null
  }
  try {
    return marker.parse(JSON.parse(text))
  } catch {
    return { pid: 0, version: null }
  }
}

/** After the machine was started anew, its number is another program's. */
function isOfThisBoot({ since }: { since?: number | undefined }): boolean {
  return since === undefined || since > Date.now() - uptime() * 1_000 - CLOCK_SKEW_MS
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
