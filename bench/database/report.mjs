// The table of a run.

/** @param {{ name: string, aim: number | null, least: number, p50: number, p95: number, cpu: number | null, peer: number | null, calls: number }[]} rows */
export function tableOf(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length))
  const cells = (row) => [
    milliseconds(row.least),
    milliseconds(row.p50),
    milliseconds(row.p95),
    row.cpu === null ? '' : milliseconds(row.cpu),
    row.aim === null ? '' : `${row.aim}`,
    row.aim === null ? '' : row.p50 <= row.aim ? 'met' : 'MISSED',
    row.peer === null ? '' : milliseconds(row.peer),
    row.peer === null ? '' : `${(row.p50 / row.peer).toFixed(2)} x`,
    `${row.calls}`,
  ]
  const line = (name, parts) => `  ${name.padEnd(width)}${parts.map((part) => part.padStart(9)).join('')}`
  const head = line('milliseconds', ['least', 'p50', 'p95', 'cpu', 'aim', '', 'peer', 'ratio', 'calls'])
  return [head, ...rows.map((row) => line(row.name, cells(row)))].join('\n')
}

/**
 * One line a case, one column a size: p50 / p95 / processor time of the busiest person, and below of a usual one.
 * @param {{ messages: number, busiest: Measured, usual: Measured }[]} results
 */
export function growthTableOf(results) {
  return ['busiest', 'usual'].map((who) => tableOfOne(who, results)).join('\n\n')
}

function tableOfOne(who, results) {
  const names = results.at(-1)[who].rows.map(({ name }) => name)
  const width = Math.max(20, ...names.map((name) => name.length))
  const line = (name, parts) => `  ${name.padEnd(width)}${parts.map((part) => part.padStart(22)).join('')}`
  const timesOf = (name, rows) => {
    const row = rows.find((candidate) => candidate.name === name)
    return row
      ? [row.p50, row.p95, row.cpu]
          .filter((time) => time !== null)
          .map(milliseconds)
          .join(' / ')
      : ''
  }
  return [
    line(
      `${who} person, p50 / p95 / cpu`,
      results.map(({ messages }) => `${messages}`),
    ),
    line(
      'messages of this one',
      results.map((result) => `${result[who].messages}`),
    ),
    ...names.map((name) =>
      line(
        name,
        results.map((result) => timesOf(name, result[who].rows)),
      ),
    ),
  ].join('\n')
}

/** @typedef {{ messages: number, rows: { name: string, p50: number, p95: number, cpu: number | null }[] }} Measured */

/** @param {{ name: string, rows: number, table: number, toast: number, indexes: number }[]} sizes In bytes. */
export function sizesOf(sizes) {
  const width = Math.max(...sizes.map(({ name }) => name.length))
  const line = (name, parts) => `  ${name.padEnd(width)}${parts.map((part) => part.padStart(11)).join('')}`
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1)
  return [
    line('megabytes', ['rows', 'heap', 'toast', 'indexes', 'bytes/row']),
    ...sizes.map(({ name, rows, table, toast, indexes }) =>
      line(name, [
        `${rows}`,
        megabytes(table),
        megabytes(toast),
        megabytes(indexes),
        rows > 0 ? `${Math.round((table + toast + indexes) / rows)}` : '',
      ]),
    ),
  ].join('\n')
}

const milliseconds = (time) => time.toFixed(time < 10 ? 2 : time < 100 ? 1 : 0)
