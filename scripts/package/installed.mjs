// The application that lies unpacked beside the packages: fused and signed as they are, and not started by anything before.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Obstacle } from '../bootstrap/project.mjs'

/**
 * @param {string} packages folder that electron-builder wrote to
 * @param {NodeJS.Platform} platform
 * @returns {string} path of the program for this computer's kind
 */
export function packedProgram(packages, platform) {
  if (platform === 'darwin') return join(packages, 'mac-universal/Kith.app/Contents/MacOS/Kith')
  return platform === 'win32' ? join(packages, 'win-unpacked/Kith.exe') : join(packages, 'linux-unpacked/kith')
}

/**
 * Starts it in an empty folder and waits until its window can be used, as its own trace says. Then it is ended.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {number} patience in milliseconds
 * Throws an Obstacle when it ends before, or is not there in time, with what it said.
 */
export async function startPacked(program, args = [], patience = 180_000) {
  if (!existsSync(program)) throw new Obstacle(`${program} is not there.`)
  const folder = mkdtempSync(join(tmpdir(), 'kith-packed-'))
  const child = spawn(program, args, {
    env: { ...process.env, KITH_DATA: folder, KITH_TRACE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(piece))
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`))
    child.once('exit', (code, signal) => resolve(`ended by itself (${signal ?? code})`))
  })
  try {
    const failure = await Promise.race([ended, untilUsable(join(folder, 'startup-trace.json'), patience)])
    if (failure) throw new Obstacle([`${program} ${failure}.`, Buffer.concat(said).toString().slice(-4_000)].join('\n'))
  } finally {
    child.kill('SIGKILL')
    if (child.pid !== undefined) await ended
    // Its other processes let go of their files a moment later.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

/** Null once the page has told that it can be used; what is missing when it has not. */
async function untilUsable(trace, patience) {
  for (const end = Date.now() + patience; Date.now() < end; await wait(250)) {
    if (phasesOf(trace).includes('usable')) return null
  }
  return `could not be used within ${patience / 1_000} s; it came to: ${phasesOf(trace).join(', ') || 'nothing'}`
}

/** None while it is not there, or is being written. */
function phasesOf(trace) {
  try {
    return JSON.parse(readFileSync(trace, 'utf8')).traceEvents.map(({ name }) => name)
  } catch {
    return []
  }
}
