import { expect, test } from 'vitest'
import type { Backup, BackupReason } from './backup'
import { outdated } from './outdated'

const backup = (day: number, reason: BackupReason, damagedFiles: string[] = []): Backup => ({
  format: 1,
  file: `${day}-${reason}`,
  madeAt: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
  reason,
  number: 0,
  contents: null,
  app: '1',
  schema: '1',
  engine: '18',
  bytes: 1,
  sha256: '',
  damagedFiles,
})
const filesOf = (backups: Backup[]) => backups.map(({ file }) => file)

test('keeps the three newest of each kind, in whatever order they are found', () => {
  const daily = [4, 1, 3, 2, 5].map((day) => backup(day, 'daily'))
  const migrations = [1, 2, 3, 4].map((day) => backup(day, 'before-migration'))
  const asked = [1, 2].map((day) => backup(day, 'asked'))
  expect(filesOf(outdated([...daily, ...migrations, ...asked]))).toEqual(['2-daily', '1-daily', '1-before-migration'])
})

test('never gives a good one up for one with damaged pages', () => {
  const good = [1, 2, 3].map((day) => backup(day, 'daily'))
  const damaged = [4, 5, 6].map((day) => backup(day, 'daily', ['base/5/1259']))
  expect(filesOf(outdated([...good, ...damaged]))).toEqual(['5-daily', '4-daily'])
})

test('does not take one for the newest that was made while the clock was ahead', () => {
  const ahead = { ...backup(30, 'daily'), number: 1 }
  const later = [1, 2, 3].map((day) => ({ ...backup(day, 'daily'), number: day + 1 }))
  expect(filesOf(outdated([ahead, ...later]))).toEqual(['30-daily'])
})
