// The tables of docs/performance.md, made of bench/results. What stands around them is written by hand.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { at } from '../bootstrap/project.mjs'

const begin = '<!-- figures: npm run performance -->'
const end = '<!-- end of figures -->'
const path = at('docs/performance.md')

/** Renders the document anew. */
export function writePerformance() {
  writeFileSync(path, renderPerformance(readFileSync(path, 'utf8'), readResults()))
}

/** @returns {import('./figures.mjs').Result[]} in the order of their names */
export function readResults() {
  return readdirSync(at('bench/results'))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => JSON.parse(readFileSync(at('bench/results', file), 'utf8')))
}

/**
 * The document with these figures in place of those that stand in it. Throws when it has no place for them.
 * @param {string} document @param {import('./figures.mjs').Result[]} results
 */
export function renderPerformance(document, results) {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/performance.md needs a line "${begin}" and a line "${end}".`)
  const rows = results.flatMap(({ figures, ...run }) => figures.map((figure) => rowOf(figure, run)))
  const table = ['| what | figure | aim | date | machine | repeat it |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  )
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}

function rowOf({ what, value, unit, aim, error, note }, { date, machine, command }) {
  const exact = `${inDigits(value, error)}${error === undefined ? '' : ` ± ${inDigits(error, error)}`} ${unit}`.trim()
  const isMissed = aim !== undefined && value - 2 * (error ?? 0) > aim
  const figure = isMissed ? `**${exact}**` : exact
  const wanted = aim === undefined ? '' : `${inDigits(aim)} ${unit}`.trim()
  return `| ${what}${note ? ` (${note})` : ''} | ${figure} | ${wanted} | ${date} | ${machine} | \`${command}\` |`
}

/** Three digits that count, or as many as the error leaves. */
function inDigits(value, error) {
  const size = Math.abs(error ?? value)
  const digits = error === undefined ? (size >= 100 ? 0 : size >= 10 ? 1 : 2) : size >= 10 ? 0 : size >= 1 ? 1 : 2
  const rounded = Number(value.toFixed(digits))
  return rounded
    .toLocaleString('en', { minimumFractionDigits: Number.isInteger(rounded) ? 0 : digits })
    .replace('-', '−')
}
