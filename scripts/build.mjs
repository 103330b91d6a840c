// `npm run build`: builds everything anew, whatever is there.
import { buildAll } from './bootstrap/build.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { runOrExplain } from './bootstrap/project.mjs'

await runOrExplain(async () => buildAll(await ensureToolchain()))
