import { quantile } from '../database/measure.mjs'

/**
 * @param {{ first: Sample[], later: Sample[], peers: number[] }} starts
 * @param {{ what: string, aims: Record<string, number> }} words what: behind the name of each
 * @typedef {import('./starts.mjs').Sample} Sample
 * @returns {import('../../scripts/performance/figures.mjs').Figure[]}
 */
export function figuresOf({ first, later, peers }, { what, aims }) {
  const peer = quantile(peers, 0.5)
  return [
    ...rowsOf(`First start${what}`, first, everything, {}),
    ...rowsOf(`Start${what}`, later, everything, aims),
    { what: 'Peer: a bare Node server to first paint of its page', value: peer, unit: 'ms' },
    { what: `Start${what} to usable, against the peer`, value: middleOf(later, 'usable') / peer, unit: 'times' },
  ]
}

const everything = [
  ['listening', 'link printed', 'ms'],
  ['firstPaint', 'first paint', 'ms'],
  ['ready', 'database and account ready', 'ms'],
  ['usable', 'one can write', 'ms'],
  ['firstWord', 'send to first word on screen, practice model', 'ms'],
  ['idleMemory', 'memory when one can write', 'MB'],
  ['warmedMemory', 'memory idle, Mastra loaded', 'MB'],
  ['usedMemory', 'memory after the first answer', 'MB'],
]

/** What matters when only the amount of data is another. */
export const ofManyMessages = everything.filter(([key]) =>
  ['usable', 'firstWord', 'warmedMemory', 'usedMemory'].includes(key),
)

/** @param {string} start @param {Sample[]} samples @param {string[][]} rows key, words and unit @param {Record<string, number>} aims */
export function rowsOf(start, samples, rows, aims) {
  return rows.map(([key, what, unit]) => ({
    what: `${start}: ${what}`,
    value: middleOf(samples, key),
    unit,
    ...(aims[key] && { aim: aims[key] }),
  }))
}

function middleOf(samples, key) {
  return quantile(
    samples.map((sample) => sample[key]),
    0.5,
  )
}
