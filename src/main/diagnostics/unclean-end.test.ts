import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { passingFolder } from '../../../tests/support/passing-folder'
import { beginRun } from './unclean-end'

const nobody = () => false
/** As a Kith that is gone has left it. */
function left(folder: string, text = JSON.stringify({ pid: process.pid + 1, version: '0.9.0' })): string {
  writeFileSync(join(folder, 'running.json'), text)
  return folder
}

describe('whether Kith ended in order', () => {
  it('is not asked at the first start, and not after one that did', () => {
    const folder = join(passingFolder('run'), 'logs')
    const first = beginRun(folder, '1.0.0', nobody)
    expect(first.unclean()).toBeNull()
    first.end()
    expect(beginRun(folder, '1.0.0', nobody).unclean()).toBeNull()
  })

  it('is known at the next start, once', () => {
    const folder = left(passingFolder('run'))
    const next = beginRun(folder, '1.0.0', nobody)
    expect(next.unclean()).toEqual({ version: '0.9.0' })
    next.end()
    expect(beginRun(folder, '1.0.0', nobody).unclean()).toBeNull()
  })

  it('is known from a mark that was torn, too', () => {
    expect(beginRun(left(passingFolder('run'), '{"pi'), '1.0.0', nobody).unclean()).toEqual({ version: null })
  })

  it('is no question while the other one runs, whose mark stays', () => {
    const folder = left(passingFolder('run'))
    const before = readFileSync(join(folder, 'running.json'), 'utf8')
    const second = beginRun(folder, '1.0.0', () => true)
    expect(second.unclean()).toBeNull()
    second.end()
    expect(readFileSync(join(folder, 'running.json'), 'utf8')).toBe(before)
  })

  it('is known once the database is its own when another program has the number by now', () => {
    const folder = left(passingFolder('run'))
    const next = beginRun(folder, '1.0.0', () => true)
    expect(next.unclean()).toBeNull()
    next.own()
    expect(next.unclean()).toEqual({ version: '0.9.0' })
    // From then on the mark is its own, whatever is opened later.
    next.own()
    expect(next.unclean()).toEqual({ version: '0.9.0' })
    next.end()
    expect(existsSync(join(folder, 'running.json'))).toBe(false)
  })

  it('is no question when the other one has ended in order before the database was given up', () => {
    const folder = left(passingFolder('run'))
    const next = beginRun(folder, '1.0.0', () => true)
    rmSync(join(folder, 'running.json'))
    next.own()
    expect(next.unclean()).toBeNull()
    // It is marked all the same.
    expect(beginRun(folder, '1.0.0', nobody).unclean()).toEqual({ version: '1.0.0' })
  })

  it('keeps nobody from starting where nothing can be written', () => {
    const folder = join(passingFolder('run'), 'a-file')
    writeFileSync(folder, '')
    const run = beginRun(folder, '1.0.0', nobody)
    expect(run.unclean()).toBeNull()
    run.end()
    expect(existsSync(join(folder, 'running.json'))).toBe(false)
  })
})
