// `npm run bench -- startup`: from the start of the browser host to a page one can write in, and to the first word of
// the practice model. On a first start (prepared database) and on later ones; medians of several. Needs a build.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { chromium } from 'playwright-core'
import { ensureChromium } from '../scripts/bootstrap/chromium.mjs'
import { at } from '../scripts/bootstrap/project.mjs'

const rounds = 5
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']

const browser = await chromium.launch({ executablePath: await ensureChromium(process.execPath), args: flags })
const first = []
const later = []
for (let round = 0; round < rounds; round += 1) {
  const folder = mkdtempSync(join(tmpdir(), 'kith-bench-'))
  first.push(await start(folder))
  later.push(await start(folder))
  rmSync(folder, { recursive: true })
}
await browser.close()
report('first start', first)
report('later start', later)

/** One start and one question. Times in milliseconds since the process was started, memory in megabytes. */
async function start(folder) {
  const begun = performance.now()
  const since = () => performance.now() - begun
  const host = spawn(process.execPath, [at('out/main/browser-host.js')], {
    env: { ...process.env, KITH_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const link = await new Promise((resolve, reject) => {
    let output = ''
    host.stdout.on('data', (data) => {
      output += data
      const found = /http:\/\/\S+/.exec(output)
      if (found) resolve(found[0])
    })
    host.once('exit', () => reject(new Error(`the browser host ended: ${output}`)))
  })
  const linkPrinted = since()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  const pageLoaded = since()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.waitFor()
  const usable = since()
  const idleMemory = residentMegabytes(host.pid)
  // The person reads for two seconds; meanwhile the assistant is loaded.
  await page.waitForTimeout(2_000)
  await composer.fill('What can you do?')
  const sent = performance.now()
  await page.keyboard.press('Enter')
  await page.locator('article[data-role=assistant]').filter({ hasText: /\w/ }).first().waitFor()
  const firstToken = performance.now() - sent
  await page.locator('article[data-role=assistant][data-status=complete]').waitFor()
  const memory = residentMegabytes(host.pid)
  await context.close()
  const ended = new Promise((resolve) => host.once('exit', resolve))
  host.kill('SIGTERM')
  await ended
  return { linkPrinted, pageLoaded, usable, firstToken, idleMemory, memory }
}

/** Main and the data thread are one process here. NaN where the system does not tell. */
function residentMegabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

function report(name, samples) {
  const middle = (key) => samples.map((sample) => sample[key]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)]
  const line = (label, key, unit) => `  ${label.padEnd(34)}${middle(key).toFixed(0).padStart(6)} ${unit}`
  console.log(`${name} (median of ${rounds})`)
  console.log(line('link printed', 'linkPrinted', 'ms'))
  console.log(line('page loaded', 'pageLoaded', 'ms'))
  console.log(line('one can write', 'usable', 'ms'))
  console.log(line('send to first word', 'firstToken', 'ms'))
  console.log(line('memory when one can write', 'idleMemory', 'MB'))
  console.log(line('memory after the first answer', 'memory', 'MB'))
}
