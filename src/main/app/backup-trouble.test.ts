import { expect, test } from 'vitest'
import type { Backup } from '../embedded/backups/backup'
import { watchBackups } from './backup-trouble'

const backup = (madeAt: string, damagedFiles: string[] = []) => ({ madeAt, damagedFiles }) as Backup

test('says since when daily backups fail and why the last one did, until one is made', () => {
  let hour = 8
  const trouble = watchBackups(() => new Date(Date.UTC(2026, 10, 26, hour)))
  expect(trouble.notices([])).toEqual([])
  trouble.note('The disk is full.')
  hour = 9
  trouble.note('It still is.')
  expect(trouble.notices([])).toEqual([
    { kind: 'backup-failed', since: '2026-11-26T08:00:00.000Z', reason: 'It still is.' },
  ])
  trouble.note(null)
  expect(trouble.notices([])).toEqual([])
})

test('says that the newest backup is of a damaged database, until a good one is newer', () => {
  const damaged = backup('2026-11-26T08:00:00.000Z', ['base/5/1259'])
  const trouble = watchBackups()
  expect(trouble.notices([damaged, backup('2026-11-25T08:00:00.000Z')])).toEqual([
    { kind: 'backup-damaged', madeAt: damaged.madeAt },
  ])
  expect(trouble.notices([backup('2026-11-27T08:00:00.000Z'), damaged])).toEqual([])
})
