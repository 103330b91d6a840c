import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type * as FolderSync from './folder-sync'
import { createActivity } from './activity'
import { openBackups } from './backups'
import { openDatabase } from './open-database'
import { emptyDatabase } from './testing/memory-database'
import { startUpkeep } from './upkeep'

const synced: string[] = []
vi.mock('./folder-sync', async (importOriginal) => {
  const { syncFolder, syncTree } = await importOriginal<typeof FolderSync>()
  return {
    syncFolder: (folder: string) => (synced.push(folder), syncFolder(folder)),
    syncTree: (folder: string) => (synced.push(folder), syncTree(folder)),
  }
})

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
    onDailyBackup: () => {},
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

test('what was just made is on the disk before anybody is answered: its files, then its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-upkeep-'))
  synced.length = 0
  const { db, isUnsynced } = await openDatabase(folder, await emptyDatabase())
  expect(synced).toEqual([join(folder, 'pgdata'), folder])
  expect(isUnsynced).toBe(false)
  await db.close()
  rmSync(folder, { recursive: true })
})

test('what was not closed gets to the disk behind the first page', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kith-upkeep-'))
  const { db } = await openDatabase(folder, await emptyDatabase())
  synced.length = 0
  const stop = startUpkeep({
    db,
    folder,
    isUnsynced: true,
    isReadOnly: false,
    backups: openBackups(db, folder),
    activity: createActivity(),
    during: (_work, task) => task(),
    onDailyBackup: () => {},
    onFailed: (failure) => expect.unreachable(failure.code),
  })
  await vi.waitFor(() => expect(synced).toEqual([join(folder, 'pgdata'), folder]), 60_000)
  await stop()
  await db.close()
  rmSync(folder, { recursive: true })
})
