// Where the project lies, what it says to the terminal, and how it remembers what is already done. Plain JavaScript
// without dependencies: this runs before anything is installed, on whatever Node is there.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** A path inside the project. */
export const at = (...parts) => resolve(root, ...parts)

export const say = (line) => console.log(`[kith] ${line}`)

/** Something a person has to do before Kith can go on. Printed in its own words, without a stack. */
export class Obstacle extends Error {}

/** Runs `main`. An obstacle is printed and ends the process with 1; any other error keeps its stack. */
export async function runOrExplain(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    for (const line of error.message.split('\n')) console.error(`[kith] ${line}`)
    process.exitCode = 1
  }
}

/** One step of work: says what it does and how long that may take before, and how long it took after. */
export async function step(what, mayTake, work) {
  say(`${what} (${mayTake}) ...`)
  const begin = performance.now()
  const result = await work()
  say(`${what}: done in ${((performance.now() - begin) / 1000).toFixed(1)} s.`)
  return result
}

/** Hash over the content of files and folders, tests left out. A fresh clone has equal times, so times say nothing. */
export function hashOf(...paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesUnder)) hash.update(`${path}\n`).update(readFileSync(at(path)))
  return hash.digest('hex')
}

function filesUnder(path) {
  let entries
  try {
    entries = readdirSync(at(path), { withFileTypes: true })
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
  return entries
    .filter((entry) => !/\.test\.tsx?$/.test(entry.name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(`${path}/${entry.name}`) : [`${path}/${entry.name}`]))
}

/**
 * A note that something was done for exactly these inputs. It is taken away before the work begins, so that work
 * broken off halfway is done again.
 */
export function stampAt(path, inputs) {
  return {
    fits: () => readIfThere(path) === inputs,
    remove: () => rmSync(path, { force: true }),
    write() {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, inputs)
    },
  }
}

/** The file's text, or null when there is no such file. */
export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}

/** Whether version `a` ("24.21.0") is `b` or later. */
export function isAtLeast(a, b) {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (const index of [0, 1, 2]) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}
