// `npm run check`: types, lint, format and the rest, without the tests.
import { runOrExplain } from './bootstrap/project.mjs'
import { ensureToolchain } from './bootstrap/toolchain.mjs'
import { runChecks } from './checks/checks.mjs'
import { summaryOf } from './checks/counts.mjs'

await runOrExplain(async () => {
  const counts = await runChecks(await ensureToolchain())
  console.log(summaryOf(counts))
  if (counts.failed > 0) process.exitCode = 1
})
