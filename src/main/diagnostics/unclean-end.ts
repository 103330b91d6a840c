// Did the last Kith end in order? A file stands in the log's folder while one runs. Whoever finds it at the start knows, unless a
// process has the number in it: that may be another Kith, or a program that was given the number since. Then it is known when the
// database is this Kith's, which no two have.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

interface Unclean {
  /** Of the Kith that did not end in order; null where that cannot be read any more. */
  version: string | null
}

export interface Run {
  /** Null: the last Kith ended in order, nobody ran before, or it is not known yet. */
  unclean(): Unclean | null
  /** The database is this Kith's: whoever left a mark runs no more. May be called again. Never throws. */
  own(): void
  /** Kith ends in order. Never throws. */
  end(): void
}

const marker = z.object({ pid: z.int(), version: z.string().max(40) })

/**
 * @param isAlive whether a process of this number runs: then the mark stays as it is until `own`
 * @returns a run that was marked where that was possible; a folder that cannot be written to marks none
 */
export function beginRun(folder: string, version: string, isAlive: (pid: number) => boolean = isRunning): Run {
  const path = join(folder, 'running.json')
  let isMarked = false
  let unclean: Unclean | null = null

  function mark(): void {
    const found = readMarker(path)
    unclean = found && { version: found.version }
    isMarked = true
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(path, JSON.stringify({ pid: process.pid, version }), { mode: 0o600 })
    } catch {
      // The log, which lies in the same folder, says so.
    }
  }

  const found = readMarker(path)
  const isInDoubt = found !== null && found.pid !== process.pid && found.pid > 0 && isAlive(found.pid)
  if (!isInDoubt) mark()
  return {
    unclean: () => unclean,
    own() {
      if (!isMarked) mark()
    },
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
function readMarker(path: string): { pid: number; version: string | null } | null {
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

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
