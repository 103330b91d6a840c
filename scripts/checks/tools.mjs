// The tools by name. Their files are run directly: no shell, no .cmd files on Windows, and the Node we choose.
import { Obstacle, at } from '../bootstrap/project.mjs'

const files = {
  changeset: '@changesets/cli/bin.js',
  'electron-builder': 'electron-builder/cli.js',
  'electron-vite': 'electron-vite/bin/electron-vite.js',
  knip: 'knip/bin/knip.js',
  oxfmt: 'oxfmt/bin/oxfmt',
  oxlint: 'oxlint/bin/oxlint',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
}

/** The JavaScript file of a tool in node_modules. */
export function toolPath(tool) {
  const file = files[tool]
  if (!file) throw new Obstacle(`"${tool}" is none of ${Object.keys(files).join(', ')}`)
  return at('node_modules', file)
}
