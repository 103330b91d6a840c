// A real process is killed in the middle of a run, at its calls to the database, and a new one is started on the same folder.
// surviving.test.ts does the same at every call without a process; `npm run test:crash` does it at calls chosen by chance,
// and kills the database at any moment.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { killAtCalls, wrongWith } from './testing/kill-at-calls'

/** Each costs the start of a Kith. */
const KILLS = 3

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-killed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('killed at calls all over a run: what was sent and stored is there, once, and the thread goes on', async () => {
  const prepared = join(import.meta.dirname, '../../../out/database/prepared.tar.zst')
  const place = { folder: join(folder, 'database'), preparedDatabase: existsSync(prepared) ? prepared : null }
  const killed = await killAtCalls(place, (calls) =>
    Array.from({ length: KILLS }, (_, n) => ({
      call: Math.round(1 + (n * (calls - 1)) / (KILLS - 1)),
      isCarriedOut: n % 2 === 1,
    })),
  )
  expect(killed).toHaveLength(KILLS)
  expect(killed.filter((one) => wrongWith(one).length > 0).map((one) => ({ ...one, wrong: wrongWith(one) }))).toEqual(
    [],
  )
}, 180_000)
