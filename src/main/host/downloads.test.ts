import { expect, test } from 'vitest'
import { createDownloads } from './downloads'

const file = { name: 'Tide.md', async *pieces() {} }
const asking = (site?: string, method = 'GET') => ({ method, headers: { ...(site && { 'sec-fetch-site': site }) } })

test('a file is there for the page it was saved from, once', async () => {
  const downloads = createDownloads()
  const saved = await downloads.offer([file, { ...file, name: 'Ebb.md' }])
  const addresses = saved.how === 'download' ? saved.files.map(({ address }) => address) : []
  expect(new Set(addresses).size).toBe(2)
  const [address = ''] = addresses
  // Led there by another page, or only asked whether it is there.
  expect(downloads.take(asking('cross-site'), address)).toBeNull()
  expect(downloads.take(asking('same-site'), address)).toBeNull()
  expect(downloads.take(asking('same-origin', 'HEAD'), address)).toBeNull()
  expect(downloads.take(asking('same-origin'), `${address}x`)).toBeNull()
  expect(downloads.take(asking('same-origin'), address)).not.toBeNull()
  expect(downloads.take(asking('same-origin'), address)).toBeNull()
})
