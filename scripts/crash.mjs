// `npm run test:crash`: kills a process 200 times in the middle of saving, streaming, checkpoints, backups, starts,
// migrations and restores, and fails when an acknowledged write is missing or a database does not hold together.
// Then an assistant is killed at calls of a run, chosen by chance, a tenth as often. `npm run test:crash -- 50` kills fifty
// times. A dozen kills are part of `npm test`.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { at, say } from './bootstrap/project.mjs'
import { loadModule } from './load-module.mjs'

const kills = Number(process.argv[2] ?? 200)
const { crashAgainAndAgain } = await loadModule('src/main/embedded/testing/crash.ts')
const { killAtCalls, wrongWith } = await loadModule('src/main/assistant/testing/kill-at-calls.ts')
const prepared = at('out/database/prepared.tar.zst')
const folder = mkdtempSync(join(tmpdir(), 'kith-crash-'))
try {
  report(
    await crashAgainAndAgain({
      folder,
      preparedDatabase: existsSync(prepared) ? prepared : null,
      kills,
      checkEvery: 25,
      random: Math.random,
      say,
    }),
  )
  const place = { folder: join(folder, 'assistant'), preparedDatabase: existsSync(prepared) ? prepared : null }
  const killed = await killAtCalls(place, (calls) =>
    Array.from({ length: Math.ceil(kills / 10) }, () => ({
      call: 1 + Math.floor(Math.random() * calls),
      isCarriedOut: Math.random() < 0.5,
    })),
  )
  const wrong = killed.flatMap((one) => wrongWith(one).map((what) => `killed at ${JSON.stringify(one.at)}: ${what}`))
  console.log(`assistants killed in a run: ${killed.length}, with something lost: ${wrong.length}`)
  for (const line of wrong) console.log(line)
  if (wrong.length > 0) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

function report({ kills, acknowledged, lost, problems, starts }) {
  console.log(
    `\nkills: ${Object.entries(kills)
      .map(([act, count]) => `${act} ${count}`)
      .join(', ')}`,
  )
  console.log(`acknowledged writes: ${acknowledged}, lost: ${lost.length}`)
  console.log(`databases that did not hold together: ${problems.length}`)
  const sorted = starts.toSorted((one, other) => one - other)
  const quantile = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  console.log(
    `start after a kill: p50 ${quantile(0.5)} ms, p95 ${quantile(0.95)} ms, longest ${quantile(1)} ms (${starts.length} starts)`,
  )
  for (const line of [...lost, ...problems]) console.log(line)
  process.exitCode = lost.length + problems.length > 0 ? 1 : 0
}
