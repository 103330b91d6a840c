// CHANGELOG.md as changesets writes it: a heading of the second rank for each version, the newest first.

/** @param {string} changelog @param {string} version @returns {string | null} what stands under it, or null */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version)
  return section?.slice(section.indexOf('\n')).trim() || null
}
