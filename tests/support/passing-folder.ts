// Folders of a test run that nobody needs afterwards. The process that runs tests may be ended without a word, so what
// earlier runs have left is removed when the next one begins.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'kith-tests-'
let ofThisRun: string | undefined

/** @returns an empty folder of this run */
export function passingFolder(name: string): string {
  return mkdtempSync(join(runFolder(), `${name}-`))
}

/** Holds everything of this run. */
export function runFolder(): string {
  if (ofThisRun) return ofThisRun
  for (const left of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix) && !isRunning(name))) {
    rmSync(join(tmpdir(), left), { recursive: true, force: true })
  }
  ofThisRun = join(tmpdir(), `${prefix}${process.pid}`)
  mkdirSync(ofThisRun, { recursive: true })
  const folder = ofThisRun
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function isRunning(name: string): boolean {
  try {
    process.kill(Number(name.slice(prefix.length)), 0)
    return true
  } catch {
    return false
  }
}
