// The tables of docs/performance.md, made of bench/results. What stands around them is written by hand.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { at } from '../bootstrap/project.mjs'

const begin = '<!-- figures: npm run performance -->'
const end = '<!-- end of figures -->'
const path = at('docs/performance.md')

/** What was measured, in the order a reader wants it. A result belongs to the one its name begins with. */
const headings = {
  startup: 'Start',
  hour: 'An hour of use',
  interface: 'The page',
  assistant: 'An answer',
  retrieval: 'What is found again',
  database: 'Calls of the database, 100,000 messages',
  embedded: 'The embedded database by itself',
  api: 'The local API',
  connector: 'The connector',
  package: 'Installed',
  test: '`npm test`',
}

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
 * The document with these figures in place of those that stand in it. Throws when it has no place for them, or when they are of a
 * benchmark that has no heading.
 * @param {string} document @param {(import('./figures.mjs').Result & { name: string })[]} results
 */
export function renderPerformance(document, results) {
  const [before, rest] = document.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`docs/performance.md needs a line "${begin}" and a line "${end}".`)
  const benchOf = ({ name }) => name.split('-')[0]
  const strange = results.find((result) => !(benchOf(result) in headings))
  if (strange !== undefined) throw new Error(`scripts/performance/document.mjs has no heading for "${strange.name}".`)
  const parts = Object.entries(headings).flatMap(([bench, heading]) => {
    const runs = results.filter((result) => benchOf(result) === bench)
    return runs.length === 0 ? [] : [`### ${heading}`, ...runs.map(tableOf)]
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
