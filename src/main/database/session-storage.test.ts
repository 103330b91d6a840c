import { expect, test } from 'vitest'
import { readOnce } from './session-storage'

test('asks the store once for each key, and never again after a write', async () => {
  const asked: string[] = []
  const written = new Map<string, string>([['a', 'one']])
  const storage = readOnce({
    getItem: async (key) => (asked.push(key), written.get(key) ?? null),
    setItem: async (key, value) => void written.set(key, value),
    removeItem: async (key) => void written.delete(key),
  })
  expect([
    await storage.getItem('a'),
    await storage.getItem('a'),
    await storage.getItem('b'),
    await storage.getItem('b'),
  ]).toEqual(['one', 'one', null, null])
  await storage.setItem('a', 'two')
  expect(await storage.getItem('a')).toBe('two')
  await storage.removeItem('a')
  expect(await storage.getItem('a')).toBeNull()
  expect(asked).toEqual(['a', 'b'])
  expect([...written.keys()]).toEqual([])
})

test('keeps what was written while the store was still being read', async () => {
  let answer: (value: string) => void = () => {}
  const storage = readOnce({
    getItem: () => new Promise((resolve) => (answer = resolve)),
    setItem: async () => {},
    removeItem: async () => {},
  })
  const reading = storage.getItem('a')
  await storage.setItem('a', 'new')
  answer('old')
  expect(await reading).toBe('new')
  expect(await storage.getItem('a')).toBe('new')
})
