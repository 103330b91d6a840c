// `npm test`: the checks, then every test project, and as the last line how many passed and failed.
// `npm test -- unit e2e` runs only these; what is none of the names goes on to Vitest: `npm test -- unit src/shared`.
import { ensureChromium } from './bootstrap/chromium.mjs'
import { nodePath } from './bootstrap/node.mjs'
import { runOrExplain } from './bootstrap/project.mjs'
import { runChecks } from './checks/checks.mjs'
import { summaryOf, sumOf } from './checks/counts.mjs'
import { parts, runProject } from './checks/projects.mjs'

const named = process.argv.slice(2).filter((word) => parts.includes(word))
const filters = process.argv.slice(2).filter((word) => !parts.includes(word))
const chosen = named.length > 0 ? parts.filter((part) => named.includes(part)) : parts

const node = nodePath()
const counts = []
for (const part of chosen) counts.push(await run(part))

const sum = sumOf(counts)
console.log(`\n${summaryOf(sum)}`)
process.exitCode = sum.failed > 0 ? 1 : 0

async function run(part) {
  if (part === 'checks') return runChecks(node)
  if (part !== 'e2e') return runProject(node, part, filters)
  let result = { passed: 0, failed: 1, skipped: 0 }
  await runOrExplain(async () => {
    result = await runProject(node, part, filters, { KITH_CHROMIUM: await ensureChromium(node) })
  })
  return result
}
