import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createActivity } from './activity'
import { openBackups } from './backups'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'
import { startUpkeep } from './upkeep'

const vacuumed = `select coalesce(sum(vacuum_count), 0)::int as count from pg_stat_all_tables`

test.each([
  ['a database that is read and written is tidied', false],
  ['one that may only be read is left alone', true],
])('%s', async (_what, isReadOnly) => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-upkeep-'))
  const { db } = await openDatabase(folder, await emptyDatabase())
  const stop = startUpkeep({
    db,
    folder,
    isUnsynced: false,
    isReadOnly,
    backups: openBackups(db, folder),
    activity: createActivity(),
    during: (_work, task) => task(),
    onFailed: (failure) => expect.unreachable(failure.code),
    pace: { checkpoints: { lookEveryMs: 5, everyMs: 0 }, tidying: { lookEveryMs: 5, quietMs: 0 } },
  })
  const tidied = () => existsSync(join(folder, 'tidied'))
  if (isReadOnly) await new Promise((resolve) => setTimeout(resolve, 300))
  else await vi.waitFor(() => expect(tidied()).toBe(true), 60_000)
  await stop()
  const { rows } = await db.query<{ count: number }>(vacuumed)
  expect([tidied(), (rows[0]?.count ?? 0) > 0]).toEqual([!isReadOnly, !isReadOnly])
  await db.close()
  rmSync(folder, { recursive: true })
})
