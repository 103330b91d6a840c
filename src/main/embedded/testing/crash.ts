// Kills a process in the middle of what it does with a database, again and again, and looks each time at what is left.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildEntry } from './build-entry'
import { acts } from './crash-acts'
import type { Act } from './crash-acts'
import { checkCopy } from './crash-checks'
import type { Expected } from './crash-expected'
import type { VictimPlan } from './hold-victim'

export interface CrashOptions {
  /** An empty folder. */
  folder: string
  preparedDatabase: string | null
  kills: number
  /** Every so many kills the database is looked at from inside as well. */
  checkEvery: number
  random: () => number
  say?: (line: string) => void
}

export interface CrashResult {
  /** Kills by what was being done. */
  kills: Record<Act, number>
  acknowledged: number
  lost: string[]
  problems: string[]
  /** Milliseconds of each start after a kill, from the start of the data process until it was ready, without migrations. */
  starts: number[]
}

/** What a victim says, a line at a time. */
interface Line {
  starting?: string
  ready?: number
  is?: number
  lost?: string[]
  backup?: string
  saved?: Record<string, string>
  streamed?: Record<string, number>
}

export async function crashAgainAndAgain(options: CrashOptions): Promise<CrashResult> {
  const [victim, dataThread] = await Promise.all(
    ['hold-victim.ts', 'hold-data.ts'].map((name) => buildEntry(join(import.meta.dirname, name))),
  )
  if (!victim || !dataThread) throw new Error('nothing was built')
  try {
    return await killAll(options, victim, dataThread)
  } finally {
    for (const built of [victim, dataThread]) rmSync(dirname(built), { recursive: true })
  }
}

async function killAll(options: CrashOptions, victim: string, dataThread: string): Promise<CrashResult> {
  const { folder, preparedDatabase, random, say = () => {} } = options
  const database = join(folder, 'database')
  const result: CrashResult = {
    kills: Object.fromEntries(acts.map((act) => [act, 0])) as Record<Act, number>,
    acknowledged: 0,
    lost: [],
    problems: [],
    starts: [],
  }
  let now: Expected = { saved: {}, streamed: {} }
  /** After a restore that was cut off, it may be as it was when the backup was made. */
  let before: Expected | null = null
  let extraMigrations = 0
  let isAfterKill = false
  let startsIn = 1_500

  /** One life of a victim. @returns the backup it has made, if it was to make one */
  async function live(plan: Pick<VictimPlan, 'act' | 'beginning'>): Promise<string | undefined> {
    const expected = join(folder, 'expected.json')
    writeFileSync(expected, JSON.stringify(before ? [now, before] : [now]))
    const given: VictimPlan = { folder: database, preparedDatabase, dataThread, extraMigrations, expected, ...plan }
    const child = spawn(process.execPath, [victim, JSON.stringify(given)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    const isKilledWhileStarting = ['opening', 'migrating', 'restoring'].includes(plan.act)
    const killAfter = (ms: number) => setTimeout(() => child.kill('SIGKILL'), ms * random())
    let backup: string | undefined
    let isTimed = false
    for await (const text of createInterface({ input: child.stdout })) {
      const line = readLine(text)
      if (line.starting && isKilledWhileStarting) killAfter(startsIn * 1.5)
      if (line.ready !== undefined) {
        if (isAfterKill && !plan.beginning) result.starts.push(line.ready)
        startsIn = 0.7 * startsIn + 0.3 * line.ready
        // It has been restored for sure, and what it acknowledges from now on comes on top.
        if (plan.beginning && before) [now, before] = [before, null]
      }
      if (line.lost) {
        if (line.is === 1 && before) now = before
        before = null
        if (line.lost.length > 0)
          result.lost.push(`${line.lost.length} before ${plan.act}: ${line.lost.slice(0, 3).join()}`)
      }
      if (line.backup) backup = line.backup
      // From the first write on: on a busy machine there would be none before the kill, and nothing to lose.
      if ((line.saved || line.streamed) && !isKilledWhileStarting && !isTimed) {
        isTimed = true
        killAfter(plan.act === 'backing-up' ? 4_000 : 2_000)
      }
      Object.assign(now.saved, line.saved)
      Object.assign(now.streamed, line.streamed)
    }
    const [code] = await exited
    isAfterKill = code === null
    if (!isAfterKill && code !== 0) throw new Error(`a victim ended with ${code} while ${plan.act}`)
    return backup
  }

  for (let kill = 1; kill <= options.kills; kill += 1) {
    const act = acts[kill % acts.length] ?? 'saving'
    if (act === 'migrating') extraMigrations += 1
    if (act === 'restoring') {
      const file = await live({ act: 'back up once' })
      const then = structuredClone(now)
      await live({ act: 'saving' })
      before = then
      await live({ act, beginning: { with: 'backup', file: file ?? '', isBroken: false } })
    } else await live({ act })
    result.kills[act] += 1
    say(
      `${kill} ${act}: ${Object.keys(now.saved).length} messages, ${result.lost.length} losses, last start ${Math.round(result.starts.at(-1) ?? 0)} ms`,
    )
    if (kill % options.checkEvery === 0) result.problems.push(...(await checkCopy(join(database, 'pgdata'))))
  }
  await live({ act: 'back up once' })
  result.problems.push(...(await checkCopy(join(database, 'pgdata'))))
  result.acknowledged = Object.keys(now.saved).length + Object.keys(now.streamed).length
  return result
}

// The last line of one that was killed may be half of one.
function readLine(text: string): Line {
  try {
    return JSON.parse(text) as Line
  } catch {
    return {}
  }
}
