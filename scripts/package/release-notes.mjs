// CHANGELOG.md as changesets writes it: a heading of the second rank for each version, the newest first.

/** @param {string} changelog @param {string} version @returns {string | null} what stands under it, for people, or null */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version)
  const text = section?.slice(section.indexOf('\n')).trim()
  return text ? inLongLines(text.replace(/^- [0-9a-f]{7,40}: /gm, '- ')) : null
}

/**
 * How to install it, below: whoever comes to a release has never seen the documentation.
 * @param {string} notes @param {{ owner: string, repo: string } | null} repository @param {string} tag
 */
export function withDirections(notes, repository, tag) {
  if (!repository) return notes
  const page = `https://github.com/${repository.owner}/${repository.repo}/blob/${tag}/docs/guide/install.md`
  return `${notes}\n\n[Which file to take, how to install it, and what your system will ask](${page})`
}

/** GitHub ends a line in a release where the text ends one. */
function inLongLines(text) {
  const lines = []
  let isCode = false
  for (const line of text.split('\n')) {
    const isFence = /^\s*```/.test(line)
    const goesOn = !isCode && !isFence && /^\s*[^\s#>|*+-]/.test(line) && !/^\s*\d+\. /.test(line)
    const before = lines.at(-1)
    if (goesOn && before && !/^\s*(?:#|\||```)/.test(before)) lines[lines.length - 1] = `${before} ${line.trim()}`
    else lines.push(line)
    if (isFence) isCode = !isCode
  }
  return lines.join('\n')
}
