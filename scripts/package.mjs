// `npm run package`: makes the packages of this system, in dist/packages. What follows goes on to electron-builder, such as
// `--linux dir` or `--publish always`. `npm run package -- stage` only lays out dist/app, and `-- staged` packs what lies there.
import { runOrExplain } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { pack } from './package/pack.mjs'
import { stageApp } from './package/stage.mjs'

await runOrExplain(async () => {
  const node = await ensureToolchain()
  const [first, ...others] = process.argv.slice(2)
  const args = first === 'stage' || first === 'staged' ? others : process.argv.slice(2)
  if (first !== 'staged') await stageApp(node)
  if (first !== 'stage') pack(node, args.includes('--publish') ? args : [...args, '--publish', 'never'])
})
