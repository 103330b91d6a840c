import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listLeftBehind, removeLeftBehind } from './left-behind'

const aside = 'pgdata.before-restore-2026-11-20T08-00-00-000Z'
const kept = 'kept-2026-11-21T08-00-00-000Z'
const report = 'report-2026-11-22T08-00-00-000Z.txt'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-left-'))
  for (const name of ['pgdata', 'backups', aside, `${kept}/pgdata`, 'kept-by-me'])
    mkdirSync(join(folder, 'database', name), { recursive: true })
  for (const name of [report, 'settings.json', `database/${aside}/PG_VERSION`, 'database/pgdata/PG_VERSION'])
    writeFileSync(join(folder, name), '18')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('says what was left behind, of when it is and how large, and nothing of what is in use or somebody’s own', async () => {
  symlinkSync(join(folder, 'database/pgdata'), join(folder, 'database', 'kept-2026-11-23T08-00-00-000Z'))
  expect(await listLeftBehind(folder)).toMatchObject([
    { name: report, kind: 'report', madeAt: '2026-11-22T08:00:00.000Z', bytes: 2 },
    { name: kept, kind: 'kept', bytes: 0 },
    { name: aside, kind: 'before-restore', bytes: 2 },
  ])
  expect(await listLeftBehind(join(folder, 'missing'))).toEqual([])
})

test('removes what is named, and what was half removed before, and nothing that is not listed', async () => {
  for (const name of [
    'pgdata',
    'backups',
    '../settings.json',
    'settings.json',
    `${kept}/pgdata`,
    `x/../${kept}`,
    'kept-by-me',
    '.',
  ])
    await removeLeftBehind(folder, name)
  expect(await listLeftBehind(folder)).toHaveLength(3)
  mkdirSync(join(folder, 'database', `${kept}.removing`))
  await removeLeftBehind(folder, aside)
  expect(readdirSync(join(folder, 'database')).toSorted()).toEqual(['backups', kept, 'kept-by-me', 'pgdata'])
  await removeLeftBehind(folder, report)
  expect(existsSync(join(folder, report))).toBe(false)
  expect(existsSync(join(folder, 'settings.json'))).toBe(true)
})
