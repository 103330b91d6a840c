import { describe, expect, it } from 'vitest'
import type { Failure } from '../../wire/failure'
import { waysOn } from './ways-on'

const damaged = (backup: { file: string; madeAt: string } | null): Failure => ({
  code: 'DATABASE_DAMAGED',
  data: { folder: '/data', reason: 'It is.', backup },
})
const failedUpdate: Failure = { code: 'MIGRATION_FAILED', data: { file: '1_a.sql', statement: 1, reason: 'No.' } }

describe('the ways on', () => {
  it('begin with the newest good backup of a damaged database, and without one with another try', () => {
    expect(waysOn(damaged({ file: 'b', madeAt: '2026-11-24T09:00:00.000Z' }), true)).toEqual([
      'go-back',
      'choose-backup',
      'try-again',
    ])
    expect(waysOn(damaged(null), false)).toEqual(['try-again', 'start-clean'])
  })

  it('after a failed update are the update again, the old version and an empty beginning', () => {
    expect(waysOn(failedUpdate, true)).toEqual(['try-again', 'old-version', 'start-clean'])
  })

  it('offer no backups where there are none, and nothing drastic where another Kith or the disk is in the way', () => {
    expect(waysOn({ code: 'DATABASE_FAILED', data: { reason: 'It ended.' } }, false)).toEqual([
      'try-again',
      'start-clean',
    ])
    expect(waysOn({ code: 'DATABASE_BUSY', data: { folder: '/data', pid: 1 } }, true)).toEqual(['try-again'])
    expect(waysOn({ code: 'DISK_FULL', data: { folder: '/data' } }, true)).toEqual(['try-again'])
    expect(waysOn(null, true)).toEqual(['try-again'])
  })
})
