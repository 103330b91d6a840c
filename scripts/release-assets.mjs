// `node scripts/release-assets.mjs v0.2.0 < assets.json`, as `gh release view --json assets` has it: ends with 1 when the draft lacks a package
// or the file by which an installed Kith finds it.
import { readFileSync } from 'node:fs'
import { Obstacle, runOrExplain, say } from './bootstrap/project.mjs'
import { wrongAssets } from './package/release-assets.mjs'

await runOrExplain(async () => {
  const [tag = ''] = process.argv.slice(2)
  const { assets } = JSON.parse(readFileSync(0, 'utf8'))
  const wrong = wrongAssets(assets, tag.replace(/^v/, ''))
  if (wrong.length > 0) throw new Obstacle(wrong.join('\n'))
  say(`All packages of ${tag} are there, in ${assets.length} files.`)
})
