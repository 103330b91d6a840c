// Starts of the built data process, each in a fresh program that does nothing else; and how much memory that takes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fill } from '../database/world.mjs'
import { openEngine } from '../database/engines.mjs'
import { quantile } from '../database/measure.mjs'
import { at, step } from '../../scripts/bootstrap/project.mjs'
import { loadModule as load } from '../../scripts/load-module.mjs'

const hold = at('bench/embedded/hold.mjs')
const prepared = at('out/database/prepared.tar.zst')

/** Of docs/durability.md, in milliseconds and megabytes. */
const aims = { 'first, prepared': 1_200, 'later, closed properly': 600 }
const memoryAim = 220

/** @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>} */
export async function measureStarts({ rounds, messages }) {
  const starts = { 'first, prepared': [], 'later, closed properly': [], 'after a kill while writing': [] }
  const idle = []
  for (let round = 0; round < rounds; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
    starts['first, prepared'].push((await live({ folder, prepared, end: 'close' })).ready)
    const later = await live({ folder, end: 'close', rest: 5_000 })
    starts['later, closed properly'].push(later.ready)
    idle.push(later.memory)
    await live({ folder, end: 'write and be killed' })
    starts['after a kill while writing'].push((await live({ folder, end: 'close' })).ready)
    rmSync(folder, { recursive: true })
  }
  console.log(`\nFrom the start of its program until the data process is ready, ${rounds} each: milliseconds`)
  for (const [name, times] of Object.entries(starts)) {
    console.log(`  ${name.padEnd(28)} p50 ${quantile(times, 0.5).toFixed(0)}  longest ${Math.max(...times).toFixed(0)}`)
  }
  const first = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  console.log(`  ${'first, from nothing'.padEnd(28)} ${(await live({ folder: first, end: 'close' })).ready.toFixed(0)}`)
  rmSync(first, { recursive: true })
  console.log(
    `\nResident memory of that program, 5 s after it was ready: ${quantile(idle, 0.5).toFixed(0)} MB (median)`,
  )
  const figures = Object.entries(starts).map(([name, times]) => ({
    what: `Ready, ${name}`,
    value: quantile(times, 0.5),
    unit: 'ms',
    ...(name in aims && { aim: aims[name] }),
  }))
  figures.push({ what: 'Memory, 5 s idle', value: quantile(idle, 0.5), unit: 'MB', aim: memoryAim })
  return messages > 0 ? [...figures, ...(await measureLarge(messages))] : figures
}

async function measureLarge(messages) {
  const engine = await openEngine('pglite')
  try {
    await step('Filling a large one', '5 minutes at 100,000 messages', () => fill(engine, { messages, only: '' }))
    let figures = []
    await engine.lend(async (folder) => {
      const { ready, memory } = await live({ folder, end: 'close', rest: 5_000 })
      console.log(
        `With ${messages} messages: ready after ${ready.toFixed(0)} ms, ${memory.toFixed(0)} MB after 5 s idle`,
      )
      const what = `With ${messages.toLocaleString('en')} messages`
      figures = [
        { what: `${what}: ready`, value: ready, unit: 'ms' },
        { what: `${what}: memory, 5 s idle`, value: memory, unit: 'MB' },
      ]
    })
    return figures
  } finally {
    await engine.close()
  }
}

/**
 * A day in minutes, hour by hour.
 * @returns {Promise<import('../../scripts/performance/figures.mjs').Figure[]>}
 */
export async function measureDay(hours) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const { buildEntry } = await load('src/main/embedded/testing/build-entry.ts')
  const entry = await buildEntry(at('src/main/embedded/testing/hold-data.ts'))
  const seen = []
  try {
    console.log('\nA day of use: hour, memory in MB, size of the database in MB')
    const day = at('bench/embedded/live-a-day.mjs')
    await run(day, { entry, folder, preparedDatabase: prepared, hours }, (line) => {
      seen.push(line)
      console.log(`  ${String(line.hour).padStart(2)}  ${line.memory.toFixed(0)}  ${(line.bytes / 1e6).toFixed(1)}`)
    })
  } finally {
    rmSync(folder, { recursive: true })
    rmSync(dirname(entry), { recursive: true })
  }
  const [settled, last] = [seen[Math.floor(seen.length / 4)], seen.at(-1)]
  const growth = (key) => `${(last[key] / settled[key]).toFixed(2)} times`
  console.log(`From a quarter of the day to its end: memory ${growth('memory')}, size ${growth('bytes')}`)
  const day = `After ${hours} hours of use, lived in minutes`
  return [
    { what: `${day}: memory`, value: last.memory, unit: 'MB' },
    { what: `${day}: memory, as much as after a quarter`, value: last.memory / settled.memory, unit: 'times' },
    { what: `${day}: size of the database`, value: last.bytes / 1e6, unit: 'MB' },
    { what: `${day}: size, as much as after a quarter`, value: last.bytes / settled.bytes, unit: 'times' },
  ]
}

/** One life of the program. @returns when it was ready, in milliseconds, and its memory in megabytes if it had a rest */
async function live({ folder, prepared: preparedDatabase = null, end, rest = 0 }) {
  const result = {}
  await run(hold, { folder, preparedDatabase, end, rest }, (line, child) => {
    Object.assign(result, line)
    if (line.written >= 200) child.kill('SIGKILL')
  })
  return result
}

/** Runs a program with a plan until it ends. Throws when it fails; one that was killed has not. */
async function run(file, plan, onLine) {
  const child = spawn(process.execPath, [file, JSON.stringify(plan)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) onLine(JSON.parse(line), child)
  const [code] = await exited
  if (code !== 0 && code !== null) throw new Error(`${file} ended with ${code}`)
}
