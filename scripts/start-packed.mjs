// `node scripts/start-packed.mjs`: starts what `npm run package` has packed for this system, as it is, until its window can be
// used. For the release; what follows goes on to the program.
import { at, runOrExplain, step } from './bootstrap/project.mjs'
import { packedProgram, startPacked } from './package/installed.mjs'

await runOrExplain(() =>
  step('Starting what is packed', 'up to 3 minutes', () =>
    startPacked(packedProgram(at('dist/packages'), process.platform), process.argv.slice(2)),
  ),
)
