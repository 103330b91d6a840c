// `npm run audit`: whether anything Kith is shipped with is known to be unsafe. Where the registry cannot say, it says that
// nobody has looked; on CI that is a failure.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { judgeAudit } from './audit/judge.mjs'
import { findNpm } from './bootstrap/npm.mjs'
import { at, root, runOrExplain, say } from './bootstrap/project.mjs'

await runOrExplain(async () => {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=1']
  const { stdout, stderr } = spawnSync(process.execPath, [findNpm(), ...args], { cwd: root, encoding: 'utf8' })
  const acceptances = JSON.parse(readFileSync(at('scripts/audit/accepted.json'), 'utf8'))
  const verdict = judgeAudit(stdout || stderr, acceptances, new Date().toISOString().slice(0, 10))
  if (verdict.kind === 'not-asked') {
    say(`NOT CHECKED: whether the dependencies are safe is not known, npm brought no report (${verdict.why}).`)
    if (process.env.CI === 'true') process.exitCode = 1
    return
  }
  for (const { id, reason } of verdict.idle)
    say(`${id} is accepted (${reason}) and is not there any more: take it out.`)
  for (const one of verdict.accepted) say(`accepted: ${one.id}, ${one.package}: ${one.title}.`)
  for (const one of verdict.open) say(`${one.severity}: ${one.id}, ${one.package}: ${one.title}. ${one.url}`)
  if (verdict.open.length > 0) {
    say('Update, or accept with a reason and a day in scripts/audit/accepted.json.')
    process.exitCode = 1
    return
  }
  say('What Kith is shipped with has no known advisory that was not looked at.')
})
