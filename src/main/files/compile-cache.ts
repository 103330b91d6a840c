// What Node has compiled of Kith, kept for the next start. A folder for each build, because the names of its files change
// with what is in them; those of earlier builds are taken away, so that it does not grow.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

interface CompileCacheOptions {
  /** Absolute path of everything Kith keeps. Made when missing. */
  dataFolder: string
  /** Absolute path of the file Kith was started with; another build writes it anew. */
  entry: string
}

let inUse: string | null = null

/**
 * Has Node keep what this process compiles from now on, and use what it kept. Never throws: a Kith without it starts a little
 * later.
 * @returns the folder, or null where there can be none
 */
export function keepCompiled({ dataFolder, entry }: CompileCacheOptions): string | null {
  const all = join(dataFolder, 'compile-cache')
  try {
    const build = Math.round(statSync(entry).mtimeMs).toString(36)
    const folder = join(all, build)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    enableCompileCache(folder)
    inUse = folder
    setTimeout(() => removeOthers(all, build), REMOVE_AFTER_MS).unref()
    return folder
  } catch {
    // Why nothing can be written there is said by whoever has to write there.
    return null
  }
}

/** What a thread or process of ours is given as its arguments, so that it does the same: embedded/data-process.ts. */
export function compileCacheArguments(): string[] {
  return inUse === null ? [] : [`--compile-cache=${inUse}`]
}

/** When a start is long over. */
const REMOVE_AFTER_MS = 60_000

/** Exported for its test. Another Kith of an older build that still runs makes its own anew. */
export function removeOthers(all: string, build: string): void {
  try {
    for (const name of readdirSync(all)) if (name !== build) rmSync(join(all, name), { recursive: true, force: true })
  } catch {
    // They are in nobody's way, and the next start tries again.
  }
}
