// What of a run goes into docs/performance.md: the calls that people make most, and the slowest ones.

const shown = [
  'empty call',
  'threads of all personas, first page',
  'messages of a thread, last page',
  'save two messages',
  'save two messages with vectors',
  'recall, 1 rare word',
  'recall, 12 mixed words',
  'recall, 12 common words',
  'recall, 8 Chinese characters',
  'recall, 12 mixed words and a vector',
  'search, 12 mixed words',
  'search, 12 mixed words and a vector',
  'forget preview, a thread',
  'move a thread of 10,000 messages',
]
/** For as many messages the aims are. */
const aimedAt = 100_000

/**
 * @param {{ engine: string, messages: number, rows: { name: string, aim: number | null, p50: number }[] }} result
 * @returns {import('../../scripts/performance/figures.mjs').Figure[]}
 */
export function figuresOf({ engine, messages, rows }) {
  const where = `${engine === 'pglite' ? 'Embedded' : 'PostgreSQL'}, ${messages.toLocaleString('en')} messages`
  return rows
    .filter(({ name }) => shown.includes(name))
    .map(({ name, aim, p50 }) => ({
      what: `${where}: ${name}, p50`,
      value: p50,
      unit: 'ms',
      ...(aim !== null && messages === aimedAt && { aim }),
    }))
}

/**
 * Of the most messages that were measured.
 * @param {{ messages: number, busiest: import('./report.mjs').Measured, usual: import('./report.mjs').Measured }[]} results
 * @returns {import('../../scripts/performance/figures.mjs').Figure[]}
 */
export function figuresOfGrowth(results) {
  const { messages, ...of } = results.at(-1)
  return ['busiest', 'usual'].flatMap((who) =>
    of[who].rows
      .filter(({ name }) => shown.includes(name))
      .map(({ name, p50 }) => ({
        what: `${messages.toLocaleString('en')} messages of 1,000 people, the ${who} one: ${name}, p50`,
        value: p50,
        unit: 'ms',
        note: `${of[who].messages.toLocaleString('en')} of them are this one's`,
      })),
  )
}
