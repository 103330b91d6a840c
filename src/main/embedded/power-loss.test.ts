import { fdatasyncSync, fsyncSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'
import { watchPlatter } from './testing/platter'
import type { Platter } from './testing/platter'

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<{ fdatasyncSync: typeof fdatasyncSync; fsyncSync: typeof fsyncSync }>()
  return { ...fs, fdatasyncSync: vi.fn(fs.fdatasyncSync), fsyncSync: vi.fn(fs.fsyncSync) }
})

const CUTS = 3

let folder: string
let db: PGlite
let platter: Platter
/** What was acknowledged, and what was on the disk by then. */
const acknowledged: { n: number; at: number }[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kith-power-'))
  ;({ db } = await openDatabase(folder, await emptyDatabase()))
  await db.exec('create table numbers (n int primary key, word text)')
  await db.exec('checkpoint')
  acknowledged.length = 0
  platter = watchPlatter(join(folder, 'pgdata'))
  for (const sync of [fdatasyncSync, fsyncSync]) {
    const really = vi.mocked(sync).getMockImplementation()
    vi.mocked(sync).mockImplementation((fd) => {
      really?.(fd)
      platter.synced(fd)
    })
  }
})
afterEach(async () => {
  for (const sync of [fdatasyncSync, fsyncSync]) vi.mocked(sync).mockReset()
  await db.close()
  rmSync(folder, { recursive: true })
})

/** A life: small writes, changes and deletes, a new table now and then, checkpoints in between. */
async function live(): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    await db.query('insert into numbers values ($1, $2)', [n, `word ${n} `.repeat(100)])
    acknowledged.push({ n, at: platter.now() })
    if (n % 10 === 5) await db.exec(`update numbers set word = word || 'x' where n % 3 = 0`)
    if (n % 20 === 7) await db.exec('checkpoint')
    if (n % 30 === 15) await db.exec(`create table t${n} as select * from numbers; create index on t${n} (word)`)
  }
}

/** Opens what is left of it. @returns what was acknowledged by then and is missing, and what does not fit together */
async function brokenAfter(at: number, keeps: () => boolean): Promise<unknown[]> {
  const left = mkdtempSync(join(tmpdir(), 'kith-power-left-'))
  platter.write(join(left, 'pgdata'), at, keeps)
  const { db: again } = await openDatabase(left, null)
  const { rows } = await again.query<{ n: number }>('select n from numbers')
  const there = new Set(rows.map(({ n }) => n))
  const missing = acknowledged.filter((one) => one.at <= at && !there.has(one.n))
  await again.exec('set enable_seqscan = off')
  const { rows: byIndex } = await again.query<{ n: number }>('select n from numbers where n >= 0')
  await again.close()
  rmSync(left, { recursive: true })
  return byIndex.length === there.size ? missing : [...missing, 'the index has other rows than the table']
}

describe.skipIf(process.platform !== 'linux')('after a power cut', () => {
  test('everything acknowledged is there, whenever it comes, when nothing else has reached the disk', async () => {
    await live()
    for (let cut = 1; cut <= CUTS; cut += 1) {
      expect(await brokenAfter(Math.ceil((platter.now() * cut) / CUTS), () => false)).toEqual([])
    }
  })

  test('and when any part of the rest has', async () => {
    await live()
    for (const share of [0.5, 1]) expect(await brokenAfter(platter.now(), () => Math.random() < share)).toEqual([])
  })
})
