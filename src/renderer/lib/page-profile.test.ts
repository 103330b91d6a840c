import { beforeEach, expect, it, vi } from 'vitest'
import { EMBEDDED_PROFILE } from '../../shared/domain/embedded-profile'

const reload = vi.fn()
const kept = new Map<string, string>()
let isFull = false

/** The page as it is loaded with what is kept. */
async function load() {
  vi.resetModules()
  return import('./page-profile')
}

beforeEach(() => {
  kept.clear()
  isFull = false
  reload.mockReset()
  vi.stubGlobal('location', { reload })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new Error('full')
      kept.set(key, value)
    },
  })
})

it('leaves what was kept before there were several accounts to the one that is there today', async () => {
  const page = await load()
  expect(page.ofProfile('kith.draft')).toBe('kith.draft')
  expect(page.followAccount('ada')).toBe(false)
  expect((await load()).ofProfile('kith.draft')).toBe('kith.draft')
  expect(reload).not.toHaveBeenCalled()
})

it('is loaded anew for another account, which finds nothing of the first; and again for the first, which finds its own', async () => {
  let page = await load()
  page.followAccount('ada')
  expect(page.followAccount('bob')).toBe(true)
  page = await load()
  expect(page.ofProfile('kith.draft')).toBe('kith.draft~bob')
  expect(page.followAccount('bob')).toBe(false)
  expect(page.followAccount('ada')).toBe(true)
  page = await load()
  expect(page.ofProfile('kith.draft')).toBe('kith.draft')
  expect(reload).toHaveBeenCalledTimes(2)
})

it('knows the first account of every profile', async () => {
  let page = await load()
  page.followAccount('ada')
  expect(page.followProfile('work')).toBe(true)
  page = await load()
  expect(page.followAccount('ada@work')).toBe(false)
  expect(page.ofProfile('kith.draft')).toBe('kith.draft@work')
  page.followAccount('bob@work')
  expect((await load()).ofProfile('kith.draft')).toBe('kith.draft@work~bob@work')
  expect(page.followProfile(EMBEDDED_PROFILE)).toBe(true)
  expect((await load()).ofProfile('kith.draft')).toBe('kith.draft')
})

it('calls as the account it shows: until it is loaded anew as the one before, where that cannot be as the new one', async () => {
  const account = ({ headersOfPage }: Awaited<ReturnType<typeof load>>) => headersOfPage()['x-kith-account']
  let page = await load()
  expect(account(page)).toBeUndefined()
  page.followAccount('ada')
  expect(account(page)).toBe('ada')
  page.followAccount('bob')
  expect(account(page)).toBe('ada')
  page = await load()
  expect(account(page)).toBe('bob')
  isFull = true
  page.followAccount('eve')
  expect(account(page)).toBe('eve')
})

it('is not loaded for ever where nothing can be kept', async () => {
  const page = await load()
  isFull = true
  expect(page.followAccount('ada')).toBe(false)
  expect(page.followProfile('work')).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})
