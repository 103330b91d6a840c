// What a benchmark has found, kept as data: docs/performance.md is made of it (scripts/performance.mjs).
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { at, say } from '../bootstrap/project.mjs'
import { writePerformance } from './document.mjs'

/**
 * @typedef {{
 *   what: string, value: number, unit: string, aim?: number, error?: number, note?: string,
 * }} Figure aim: not more than that; error: of the value, where it is an estimate
 *
 * @typedef {{ command: string, date: string, machine: string, figures: Figure[] }} Result
 */

/**
 * Takes down the figures of one run, in place of those of the run before, and renders the document anew.
 * @param {string} name of the file, one for each command
 * @param {{ command: string, figures: Figure[], load?: number | null, date?: Date }} result load: of the machine when the run began;
 *   null where that is not known any more
 */
export function recordFigures(name, { command, figures, load = loadavg()[0], date = new Date() }) {
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
