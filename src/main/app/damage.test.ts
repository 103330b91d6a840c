import { expect, test } from 'vitest'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Backup } from '../embedded/backups/backup'
import { tellDamage } from './damage'

const backup = (file: string, damagedFiles: string[] = []) => ({ file, madeAt: `of ${file}`, damagedFiles }) as Backup
const backups = { list: async () => [backup('newest', ['base/5/1']), backup('good'), backup('older')] }

function failingWith(code: string): Call {
  const cause = { code, message: 'invalid page in block 7' }
  return tellDamage(() => Promise.reject(new KithError('DATABASE_FAILED', { reason: 'said' }, { cause })), {
    folder: '/data',
    backups,
  })
}

test.each(['XX001', 'XX002'])('a call that meets damage (%s) names the newest good backup', async (code) => {
  await expect(failingWith(code)('ai_whoami', {})).rejects.toMatchObject({
    code: 'DATABASE_DAMAGED',
    data: { folder: '/data', reason: expect.stringContaining('block 7'), backup: { file: 'good', madeAt: 'of good' } },
  })
})

test('a call that meets the end of the disk says so, and every other failure stays what it is', async () => {
  await expect(failingWith('53100')('ai_whoami', {})).rejects.toMatchObject({ code: 'DISK_FULL' })
  await expect(failingWith('XX000')('ai_whoami', {})).rejects.toMatchObject({ data: { reason: 'said' } })
})
