import { rename } from 'node:fs/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import { renamePatiently } from './rename-patiently'

vi.mock('node:fs/promises', () => ({ rename: vi.fn() }))
const refused = (code: string) => Object.assign(new Error(code), { code })

beforeEach(() => {
  vi.mocked(rename).mockReset()
})

test('waits on Windows until whoever has a file open lets go', async () => {
  vi.mocked(rename).mockRejectedValueOnce(refused('EPERM')).mockRejectedValueOnce(refused('EBUSY')).mockResolvedValue()
  await renamePatiently('from', 'to', 'win32')
  expect(rename).toHaveBeenCalledTimes(3)
})

test('gives up there when nobody does', async () => {
  vi.mocked(rename).mockRejectedValue(refused('EBUSY'))
  await expect(renamePatiently('from', 'to', 'win32')).rejects.toThrow('EBUSY')
})

test.each([
  ['linux', 'EACCES'],
  ['win32', 'ENOENT'],
] as const)('takes a refusal for what it is: on %s, %s', async (platform, code) => {
  vi.mocked(rename).mockRejectedValue(refused(code))
  await expect(renamePatiently('from', 'to', platform)).rejects.toThrow(code)
  expect(rename).toHaveBeenCalledTimes(1)
})
