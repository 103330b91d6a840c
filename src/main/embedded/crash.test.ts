import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crashAgainAndAgain } from './testing/crash'

const KILLS = 12

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-crash-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

// `npm run test:crash` does the same two hundred times.
test('no acknowledged write is lost when Kith is killed, whatever it is doing, and every start finds a whole database', async () => {
  const prepared = join(import.meta.dirname, '../../../out/database/prepared.tar.zst')
  const result = await crashAgainAndAgain({
    folder,
    preparedDatabase: existsSync(prepared) ? prepared : null,
    kills: KILLS,
    checkEvery: KILLS,
    random: Math.random,
  })
  expect(result).toMatchObject({ lost: [], problems: [] })
  expect(result.acknowledged).toBeGreaterThan(KILLS)
  expect(Object.values(result.kills).reduce((sum, kills) => sum + kills)).toBe(KILLS)
}, 600_000)
