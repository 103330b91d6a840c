// What a benchmark has found, kept as data: docs/performance.md is made of it (scripts/performance.mjs).
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { at, say } from '../bootstrap/project.mjs'
import { writePerformance } from './document.mjs'

/**
 * @typedef {{
 *   what: string, value: number, unit: string, aim?: number, isFloor?: boolean, error?: number, note?: string,
 * }} Figure aim: not more than that, or with `isFloor` not less; error: of the value, where it is an estimate
 *
 * @typedef {{ command: string, date: string, machine: string, figures: Figure[] }} Result
 */

/** Before a benchmark does anything: that is a load of its own. */
const loadBefore = loadavg()[0]

/**
 * Takes down the figures of one run, in place of those of the run before, and renders the document anew.
 * @param {string} name of the file: that of the benchmark, and behind a hyphen of the part or the mode, so that no run takes away
 *   the figures of another part or mode
 * @param {{ figures: Figure[], command?: string, load?: number | null, date?: Date }} result
 *   command: which repeats it, where that is not what `npm run bench` was called with;
 *   load: of the machine when the run began; null where that is not known any more
 */
export function recordFigures(name, { figures, command = commandOfBench(), load = loadBefore, date = new Date() }) {
  /** @type {Result} */
  const result = {
    command,
    date: date.toISOString().slice(0, 10),
    machine: [
      `${availableParallelism()} cores`,
      ...(load === null ? [] : [`load ${load.toFixed(1)}`]),
      `Node ${process.version.slice(1)}`,
    ].join(', '),
    figures: figures.filter(({ value }) => Number.isFinite(value)),
  }
  mkdirSync(at('bench/results'), { recursive: true })
  writeFileSync(at(`bench/results/${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  writePerformance()
  say(`Taken down in bench/results/${name}.json and docs/performance.md.`)
}

function commandOfBench() {
  const given = process.argv.slice(2).filter((argument) => argument !== '--record')
  return ['npm run bench --', ...given].join(' ')
}
