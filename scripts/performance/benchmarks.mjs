// What is measured, and the results each benchmark leaves in bench/results when it is run with `--record`.

/**
 * In the order a reader wants it. A result is named after its benchmark, and behind a hyphen after its part or mode; one with several
 * modes at once (`startup-cold-messages`) is shown when it is there, and missed by nobody.
 * @type {Record<string, { heading: string, results: string[] }>}
 */
export const benchmarks = {
  startup: {
    heading: 'Start',
    results: ['startup', 'startup-release', 'startup-cold', 'startup-messages', 'startup-clone'],
  },
  hour: { heading: 'An hour of use', results: ['hour'] },
  interface: { heading: 'The page', results: ['interface-conversation', 'interface-lists', 'interface-quick'] },
  assistant: { heading: 'An answer', results: ['assistant'] },
  retrieval: { heading: 'What is found again', results: ['retrieval'] },
  database: { heading: 'Calls of the database', results: ['database-pglite', 'database-postgres', 'database-growth'] },
  embedded: {
    heading: 'The embedded database by itself',
    results: ['embedded-starts', 'embedded-calls', 'embedded-day'],
  },
  api: { heading: 'The local API', results: ['api'] },
  connector: { heading: 'The connector', results: ['connector'] },
  package: { heading: 'Installed', results: ['package'] },
  test: { heading: '`npm test`', results: ['test', 'test-clone'] },
}

/**
 * Results that are not there, and why. Whoever takes one down takes its line out of here; a test says so.
 * @type {Record<string, string>}
 */
export const missing = {
  'database-growth':
    'An hour of a machine that does nothing else. [scaling.md](scaling.md#growth) has a run from before.',
  'test-clone':
    'All of `npm test` from a clean clone, bootstrap and all, on a machine that does nothing else meanwhile.',
}

/**
 * The benchmark that a result belongs to, or null: then it was renamed or is gone.
 * @param {string} name of a result
 */
export function benchmarkOf(name) {
  const [bench, ...kinds] = name.split('-')
  if (!Object.hasOwn(benchmarks, bench)) return null
  const known = new Set(benchmarks[bench].results.flatMap((result) => result.split('-').slice(1)))
  return kinds.every((kind) => known.has(kind)) ? bench : null
}
