import { appendFileSync, chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { passingFolder } from '../../../tests/support/passing-folder'
import { openLogFile } from './log-file'
import type { LogFileOptions } from './log-file'

function openIn(parent = passingFolder('log'), options: Partial<LogFileOptions> = {}) {
  const troubles: unknown[] = []
  const folder = join(parent, 'logs')
  const file = openLogFile({ folder, onTrouble: (error) => troubles.push(error), ...options })
  return { file, folder, troubles }
}

const line = (number: number) => JSON.stringify({ number, text: 'x'.repeat(80) })

describe('the file of the log', () => {
  it('has each line as soon as it was written', () => {
    const { file, folder } = openIn()
    file.write('one')
    expect(readFileSync(join(folder, 'kith.log'), 'utf8')).toBe('one\n')
    file.write('two')
    expect(readFileSync(join(folder, 'kith.log'), 'utf8')).toBe('one\ntwo\n')
  })

  it.skipIf(process.platform === 'win32')('is its owner’s alone', () => {
    const { file, folder } = openIn()
    file.write('one')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'kith.log')).mode & 0o777).toBe(0o600)
  })

  it('begins anew when it is full, keeps so many, and lets the oldest go', async () => {
    const { file, folder } = openIn(undefined, { maxBytes: 1_000, files: 3 })
    for (let number = 0; number < 60; number++) file.write(line(number))
    expect(readdirSync(folder).toSorted()).toEqual(['kith.1.log', 'kith.2.log', 'kith.log'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1_000)
    expect(file.size()).toBeLessThanOrEqual(3_000)
    const numbers = (await file.lines()).map((one) => (JSON.parse(one) as { number: number }).number)
    expect(numbers.at(-1)).toBe(59)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 60 - numbers.length + index))
  })

  it('goes on after a crash in the middle of a line, and loses that one alone', async () => {
    const { file, folder } = openIn()
    file.write(line(1))
    appendFileSync(join(folder, 'kith.log'), '{"numb')
    const { file: next } = openIn(join(folder, '..'))
    next.write(line(2))
    expect(await next.lines()).toEqual([line(1), '{"numb', line(2)])
  })

  it('says once that the disk is full, goes on, and writes again when there is room', async () => {
    let isFull = true
    let time = 0
    const { file, troubles } = openIn(undefined, {
      now: () => time,
      append(path, text) {
        if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
        appendFileSync(path, text)
      },
    })
    for (const text of ['one', 'two']) file.write(text)
    time = 70_000
    file.write('three')
    expect(troubles).toHaveLength(1)
    // Whoever asks for a report meanwhile is told all the same.
    expect(await file.lines()).toEqual(['one', 'two', 'three'])
    isFull = false
    time = 140_000
    file.write('four')
    expect(await file.lines()).toContain('four')
  })

  it.skipIf(process.platform !== 'linux')('survives a device that takes nothing', async () => {
    const { file, troubles } = openIn(undefined, { append: (_, text) => appendFileSync('/dev/full', text) })
    file.write('one')
    expect(troubles).toMatchObject([{ code: 'ENOSPC' }])
    expect(await file.lines()).toEqual(['one'])
  })

  it('survives a place that is none, and makes no folder where there is none to be in', () => {
    const parent = passingFolder('log')
    writeFileSync(join(parent, 'logs'), 'a file')
    const { file, troubles } = openIn(parent)
    file.write('one')
    expect(troubles).toHaveLength(1)
    const gone = openIn(join(parent, 'gone'))
    gone.file.write('one')
    expect(gone.troubles).toMatchObject([{ code: 'ENOENT' }])
  })

  // Root may write anywhere.
  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('survives a folder that is read-only', () => {
    const parent = passingFolder('log')
    chmodSync(parent, 0o500)
    const { file, troubles } = openIn(parent)
    file.write('one')
    expect(troubles).toMatchObject([{ code: 'EACCES' }])
  })

  it('is empty after it was cleared, and goes on from there', async () => {
    const { file, folder } = openIn(undefined, { maxBytes: 1_000, files: 3 })
    for (let number = 0; number < 30; number++) file.write(line(number))
    file.clear()
    expect(readdirSync(folder)).toEqual([])
    file.write(line(1))
    expect(await file.lines()).toEqual([line(1)])
  })
})
