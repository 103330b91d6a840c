// Runs before `npm start` and `npm test`: from a clone to a built Kith, and silent when nothing is to do. Plain
// JavaScript without dependencies, for Node 20.11 and later.
import { ensureBuild } from './bootstrap/build.mjs'
import { runOrExplain } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'

await runOrExplain(async () => ensureBuild(await ensureToolchain()))
