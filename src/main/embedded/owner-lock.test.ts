import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeOwnerLock } from './owner-lock'
import { buildEntry } from './testing/build-entry'

let entry: string
let folder: string
let child: ChildProcess | undefined

beforeAll(async () => {
  entry = await buildEntry(join(import.meta.dirname, 'testing/hold-lock.ts'))
}, 60_000)
afterAll(() => rmSync(dirname(entry), { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-lock-'))
})
afterEach(async () => {
  await kill()
  rmSync(folder, { recursive: true })
})

test('refuses a second owner in the same process and in another, and names the first', async () => {
  const lock = takeOwnerLock(folder)
  expect(() => takeOwnerLock(folder)).toThrowError(
    expect.objectContaining({ code: 'DATABASE_BUSY', data: { folder, pid: process.pid } }),
  )
  lock.release()

  const pid = await startOwner()
  expect(() => takeOwnerLock(folder)).toThrowError(
    expect.objectContaining({ code: 'DATABASE_BUSY', data: { folder, pid } }),
  )
})

test('is free as soon as its owner is killed', async () => {
  await startOwner()
  await kill()
  takeOwnerLock(folder).release()
  expect(existsSync(join(folder, 'owner.pid'))).toBe(false)
})

test('says nothing about an owner whose pid is not to be read', () => {
  const lock = takeOwnerLock(folder)
  rmSync(join(folder, 'owner.pid'))
  expect(() => takeOwnerLock(folder)).toThrowError(expect.objectContaining({ data: { folder, pid: null } }))
  lock.release()
})

test('is nobody’s when it could not be taken to the end', () => {
  mkdirSync(join(folder, 'owner.pid'))
  expect(() => takeOwnerLock(folder)).toThrowError('EISDIR')
  rmSync(join(folder, 'owner.pid'), { recursive: true })
  takeOwnerLock(folder).release()
})

async function startOwner(): Promise<number | undefined> {
  child = spawn(process.execPath, [entry, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  return child.pid
}

async function kill(): Promise<void> {
  if (!child || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
