// `npm run bench -- hour`: an hour of use by script, at the pace of a person, in the built app over the browser host in
// Chromium. Every minute what Kith's process holds is looked at; a line through that says what grows. Needs a build.
//
//   --minutes 60   --pace 8 (seconds between two acts)   --settle 10 (minutes before the line begins: caches fill first)
//   --main out/main/browser-host.js (a copy of `out` beside it may be rebuilt meanwhile)   --csv file (every sample)
//   --from file (reads samples of an earlier run instead of living)   --record (into docs/performance.md)
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { at, runOrExplain, say } from '../scripts/bootstrap/project.mjs'
import { openModules } from '../scripts/load-module.mjs'
import { recordFigures } from '../scripts/performance/figures.mjs'
import { fitLine } from './hour/fit-line.mjs'
import { openInspector } from './hour/inspector.mjs'
import { liveAMinute } from './hour/live-a-minute.mjs'
import { heapAfterCollection } from './interface/page.mjs'
import { openBrowser } from './startup/browser.mjs'
import { countsOf, residentMegabytes } from './startup/process-figures.mjs'
import { runHost } from './startup/run-host.mjs'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    minutes: { type: 'string', default: '60' },
    pace: { type: 'string', default: '8' },
    settle: { type: 'string', default: '10' },
    main: { type: 'string', default: at('out/main/browser-host.js') },
    csv: { type: 'string' },
    from: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
})
const [minutes, pace, settle] = ['minutes', 'pace', 'settle'].map((name) => Number(options[name]))

/** What is looked at: its name, and the unit its growth is said in. */
const columns = {
  rss: ['memory of main and its database (one process)', 'MB'],
  heap: ['JavaScript main holds', 'MB'],
  external: ['bytes outside of it', 'MB'],
  page: ['JavaScript the page holds', 'MB'],
  handles: ['handles', ''],
  files: ['open files', ''],
  threads: ['threads', ''],
}

await runOrExplain(async () => {
  const { from } = options
  // Of samples that were taken earlier nobody knows any more what else the machine did.
  const of = from ? { load: null, date: statSync(from).mtime } : { load: loadavg()[0] }
  const figures = report(from ? readSamples(from) : await liveInAFolder())
  if (options.record) recordFigures('hour', { command: 'npm run bench -- hour', figures, ...of })
})

async function liveInAFolder() {
  const modules = await openModules()
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  const browser = await openBrowser(join(folder, 'browser'))
  const host = await runHost({
    folder: join(folder, 'data'),
    main: resolve(options.main),
    nodeOptions: ['--inspect=127.0.0.1:0'],
  })
  const inspector = await openInspector(host.inspector)
  try {
    return await live({ modules, browser, host, inspector })
  } finally {
    inspector.close()
    await host.stop()
    await browser.close()
    await modules.close()
    rmSync(folder, { recursive: true })
  }
}

function readSamples(file) {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n')
  const names = head.split(',')
  return rows.map((row) => {
    const values = Object.fromEntries(row.split(',').map((value, index) => [names[index], Number(value)]))
    return { x: (values.minute * pace * 7.5) / 3_600, ...values }
  })
}

async function live({ modules, browser, host, inspector }) {
  const steps = {
    ...(await modules.load('tests/e2e/steps/conversation.ts')),
    ...(await modules.load('tests/e2e/steps/palette.ts')),
  }
  const { screenOf } = await modules.load('tests/e2e/steps/screen.ts')
  const page = await browser.newPage()
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(host.link)
  const screen = screenOf(page)
  await screen.composer.waitFor()
  const samples = []
  if (options.csv) writeFileSync(options.csv, `minute,${Object.keys(columns).join(',')}\n`)
  const begun = performance.now()
  for (let minute = 0; minute < minutes; minute += 1) {
    await liveAMinute({ screen, steps, minute, rest: () => wait(pace * 1_000) })
    await wait(Math.max(0, begun + (minute + 1) * pace * 7_500 - performance.now()))
    const sample = { x: (performance.now() - begun) / 3_600_000, ...(await look({ page, host, inspector })) }
    samples.push(sample)
    const row = Object.keys(columns).map((name) => Number(sample[name].toFixed(2)))
    if (options.csv) appendFileSync(options.csv, `${minute + 1},${row.join(',')}\n`)
    else say(`${String(minute + 1).padStart(3)}  ${row.join('  ')}`)
  }
  return samples
}

async function look({ page, host, inspector }) {
  const { heapUsed, external, handles } = await inspector.memory()
  return {
    rss: residentMegabytes(host.pid),
    heap: heapUsed / 1e6,
    external: external / 1e6,
    page: (await heapAfterCollection(page)) / 1e6,
    handles,
    ...countsOf(host.pid),
  }
}

/** Growth is said per hour, whatever the pace was. The line begins when caches are full. */
function report(samples) {
  const settled = samples.filter((_, index) => index >= settle)
  say(`${samples.length} minutes, a line through what follows the first ${settle}:`)
  const lines = Object.entries(columns).map(([name, [words, unit]]) => {
    const last = samples.at(-1)[name]
    const { slope, error } = fitLine(settled.map((sample) => ({ x: sample.x, y: sample[name] })))
    say(
      `  ${words.padEnd(46)}${last.toFixed(1).padStart(8)} ${unit.padEnd(3)} at the end, ${slope.toFixed(2)} ± ${error.toFixed(2)} an hour`,
    )
    return { what: `Growth: ${words}`, value: slope, error, unit: `${unit} an hour`.trim(), aim: 0 }
  })
  const { rss } = samples.at(-1)
  return [{ what: 'After an hour of use by script: memory', value: rss, unit: 'MB', aim: 450 }, ...lines]
}
