// What an import did, as lines to read.

/** @param {import('../../src/main/store/import/report').ImportReport} report @param {boolean} wasStopped */
export function inWords(report, wasStopped = false) {
  const { isDryRun, skipped, threads, messages, resources, vectors, problems } = report
  const done = isDryRun ? 'would be imported' : 'imported'
  const line = (name, { found, imported, same }) =>
    `  ${name.padEnd(10)} ${found} found, ${imported} ${done}, ${same} there already`
  const count = (kind) => problems.filter((problem) => problem.kind === kind).length
  return [
    ...(isDryRun ? ['Dry run: nothing was written.'] : []),
    ...(wasStopped ? ['Stopped. Begin again to go on.'] : []),
    line('threads', threads),
    line('messages', messages),
    line('notes', resources),
    `${line('vectors', vectors)}, ${vectors.left} left`,
    ...(skipped.threads > 0 ? [`  skipped    ${skipped.threads} threads of ${skipped.resources} other resources`] : []),
    ...(isDryRun ? [] : [`  ${report.verifiedMessages} messages were read back and compared: all are the same.`]),
    ...problems.map(
      ({ kind, thread, resource, reason }) => `  ${kind}: ${thread ?? `notes of ${resource}`}: ${reason}`,
    ),
    ...(count('failed') > 0 ? [`${count('failed')} failed. Begin again to try those once more.`] : []),
    ...(count('left') > 0 ? [`${count('left')} left as they are here.`] : []),
  ].join('\n')
}
