// `node scripts/release-notes.mjs v0.2.0`: what CHANGELOG.md says of this version, for its release. A tag that is not the version of
// package.json ends here, before anything is built.
import { readFileSync } from 'node:fs'
import { Obstacle, at, readIfThere, runOrExplain } from './bootstrap/project.mjs'
import { repository } from './package/environment.mjs'
import { notesOf, withDirections } from './package/release-notes.mjs'

await runOrExplain(async () => {
  const [tag] = process.argv.slice(2)
  const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  if (tag !== `v${version}`) throw new Obstacle(`The tag is ${tag}, and package.json says ${version}.`)
  const notes = notesOf(readIfThere(at('CHANGELOG.md')) ?? '', version)
  if (!notes)
    throw new Obstacle(`CHANGELOG.md says nothing of ${version}: run \`npm run changeset -- version\` before the tag.`)
  console.log(withDirections(notes, repository, tag))
})
