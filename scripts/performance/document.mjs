// The tables of docs/performance.md, made of bench/results. What stands around them is written by hand.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { at } from '../bootstrap/project.mjs'
import { benchmarkOf, benchmarks, missing } from './benchmarks.mjs'

const begin = '<!-- figures: npm run performance -->'
const end = '<!-- end of figures -->'
const path = at('docs/performance.md')

/** Renders the document anew. */
export function writePerformance() {
  writeFileSync(path, renderPerformance(readFileSync(path, 'utf8'), readResults()))
}

/** @returns {(import('./figures.mjs').Result & { name: string })[]} in the order of their names */
export function readResults() {
  return readdirSync(at('bench/results'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .toSorted()
    .map((name) => ({ name, ...JSON.parse(readFileSync(at('bench/results', `${name}.json`), 'utf8')) }))
}

/**
 * The document with these figures in place of those that stand in it. Throws when it has no place for them, or when they are of no
 * benchmark.
 * @param {string} document @param {(import('./figures.mjs').Result & { name: string })[]} results
 * @param {Record<string, string>} reasons why results are not there
 */
export function renderPerformance(document, results, reasons = missing) {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/performance.md needs a line "${begin}" and a line "${end}".`)
  const strange = results.find(({ name }) => benchmarkOf(name) === null)
  if (strange !== undefined) throw new Error(`scripts/performance/benchmarks.mjs knows nothing of "${strange.name}".`)
  const parts = Object.entries(benchmarks).flatMap(([bench, { heading, results: wanted }]) => {
    const runs = results.filter(({ name }) => benchmarkOf(name) === bench)
    const gaps = wanted.filter((name) => Object.hasOwn(reasons, name) && !runs.some((run) => run.name === name))
    const said = [...runs.map(tableOf), ...gaps.map((name) => `Not taken down: \`${name}\`. ${reasons[name]}`)]
    return said.length === 0 ? [] : [`### ${heading}`, ...said]
  })
  return [`${before}${begin}`, ...parts, `${end}${after}`].join('\n\n')
}

/** One run: what repeats it, when it was and where, and what it found. */
function tableOf({ command, date, machine, figures }) {
  return [
    `\`${command}\` on ${date}: ${machine}`,
    ['| what | figure | aim |', '|---|---|---|', ...figures.map(rowOf)].join('\n'),
  ].join('\n\n')
}

function rowOf({ what, value, unit, aim, isFloor = false, error, note }) {
  const exact = `${inDigits(value, error)}${error === undefined ? '' : ` ± ${inDigits(error, error)}`} ${unit}`.trim()
  const tolerance = 2 * (error ?? 0)
  const isMissed = aim !== undefined && (isFloor ? value + tolerance < aim : value - tolerance > aim)
  const figure = isMissed ? `**${exact}**` : exact
  const wanted = aim === undefined ? '' : `${isFloor ? 'at least ' : ''}${inDigits(aim)} ${unit}`.trim()
  return `| ${what}${note ? ` (${note})` : ''} | ${figure} | ${wanted} |`
}

/** Three digits that count, or as many as the error leaves. */
function inDigits(value, error) {
  const size = Math.abs(error ?? value)
  const digits = error === undefined ? (size >= 100 ? 0 : size >= 10 ? 1 : 2) : size >= 10 ? 0 : size >= 1 ? 1 : 2
  const rounded = Number(value.toFixed(digits))
  // One that rounds to nothing has no sign.
  return (rounded === 0 ? 0 : rounded)
    .toLocaleString('en', { minimumFractionDigits: Number.isInteger(rounded) ? 0 : digits })
    .replace('-', '−')
}
