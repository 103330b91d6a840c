import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LEARNED_FILE, openPrices, OWNERS_FILE } from './open-prices'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-prices-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const onTrouble = vi.fn<() => void>()
const open = () => openPrices({ folder, write: writeFile, onTrouble, today: () => '2026-11-27' })
const owners = (list: unknown) =>
  writeFile(join(folder, OWNERS_FILE), typeof list === 'string' ? list : JSON.stringify(list))
const listOf = (models: object) => ({ hosts: { 'api.openai.com': { asOf: '2026-08-01', models } } })

test('Kith brings a dated list; what is not in it has no price', async () => {
  const { price, context } = await open().of('api.openai.com', 'gpt-4.1')
  expect(price).toMatchObject({ input: 2, cachedInput: 0.5, output: 8, asOf: '2026-06-21', source: 'kith' })
  expect(context).toBe(1_047_576)
  expect(await open().of('api.openai.com', 'gpt-99')).toEqual({ context: null, price: null })
  expect(await open().of('elsewhere.example', 'gpt-4.1')).toEqual({ context: null, price: null })
  expect(await open().of('api.openai.com', 'constructor')).toEqual({ context: null, price: null })
})

test("the owner's list wins, adds, and counts as soon as it is written", async () => {
  const prices = open()
  await prices.of('api.openai.com', 'gpt-4.1')
  await owners(listOf({ 'gpt-4.1': { input: 1, output: 2 }, mine: { context: 9_000, input: 3, output: 4 } }))
  const { price, context } = await prices.of('api.openai.com', 'gpt-4.1')
  expect(price).toMatchObject({ input: 1, output: 2, asOf: '2026-08-01', source: 'owner' })
  // A price is never put together from two lists.
  expect(price?.cachedInput).toBeUndefined()
  expect(context).toBe(1_047_576)
  expect((await prices.of('api.openai.com', 'mine')).context).toBe(9_000)
})

test.each([
  ['half written', '{"hosts": {'],
  ['of another form', { hosts: { 'api.openai.com': { asOf: 'yesterday', models: {} } } }],
  ['with a price below zero', listOf({ 'gpt-4.1': { input: -1, output: 2 } })],
  ['with a price in words', listOf({ 'gpt-4.1': { input: 'cheap', output: 2 } })],
])(
  "an owner's list that is %s is not used, stays as it is, and is told of once, until it is right",
  async (_how, list) => {
    onTrouble.mockClear()
    await owners(list)
    const before = await readFile(join(folder, OWNERS_FILE), 'utf8')
    const prices = open()
    expect((await prices.of('api.openai.com', 'gpt-4.1')).price?.source).toBe('kith')
    await prices.of('api.openai.com', 'gpt-4.1')
    expect(prices.trouble()?.path).toBe(join(folder, OWNERS_FILE))
    expect(onTrouble).toHaveBeenCalledTimes(1)
    expect(await readFile(join(folder, OWNERS_FILE), 'utf8')).toBe(before)
    await owners(listOf({}))
    await prices.of('api.openai.com', 'gpt-4.1')
    expect(prices.trouble()).toBeNull()
    expect(onTrouble).toHaveBeenCalledTimes(2)
  },
)

test('what an endpoint says of its models is kept with the day, over a restart', async () => {
  await open().learn('router.example', { large: { context: 64_000, input: 1, output: 2 } })
  const { price, context } = await open().of('router.example', 'large')
  expect(price).toMatchObject({ input: 1, output: 2, asOf: '2026-11-27', source: 'provider' })
  expect(context).toBe(64_000)
})

test('several endpoints are learnt at once, and a file that was damaged is begun anew', async () => {
  await writeFile(join(folder, LEARNED_FILE), 'nonsense')
  const prices = open()
  await Promise.all(
    ['a.example', 'b.example', 'c.example'].map((host) => prices.learn(host, { m: { context: 5_000 } })),
  )
  for (const host of ['a.example', 'b.example', 'c.example']) {
    expect((await prices.of(host, 'm')).context).toBe(5_000)
  }
  expect(prices.trouble()).toBeNull()
})
