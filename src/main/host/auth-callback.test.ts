// Where a browser comes back to from another site: without a cookie, and believed nothing but what the application says.
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createHostUnderTest, knock, type HostUnderTest } from './testing/host-under-test'

let test: HostUnderTest

beforeEach(() => (test = createHostUnderTest()))
afterEach(() => test.remove())

it('hands over what came back, and says in words of its own what became of it', async () => {
  const link = await test.start()
  test.outcome = 'done'
  const answer = await knock(link, '/auth/callback?state=abc&code=def', {})
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('You can close this tab') })
  expect(test.callbacks).toEqual(['?state=abc&code=def'])
  expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox$/)
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers['set-cookie']).toBeUndefined()
  expect(answer.text).not.toMatch(/<script|abc|def/)
})

it('repeats nothing of an address that was refused', async () => {
  const link = await test.start()
  const answer = await knock(link, '/auth/callback?error_description=<script>alert(1)</script>&state=x', {})
  expect(answer.status).toBe(400)
  expect(answer.text).toContain('This did not sign you in')
  expect(answer.text).not.toContain('alert')
})

it('speaks the language of the browser', async () => {
  const link = await test.start()
  const answer = await knock(link, '/auth/callback?state=x', { 'accept-language': 'de-DE,de;q=0.9' })
  expect(answer.text).toContain('Die Anmeldung kam nicht zustande')
})

it('is asked by its own name and read, not looked at or written to', async () => {
  const link = await test.start()
  expect((await knock(link, '/auth/callback?state=x', { host: `evil.example:${link.port}` })).status).toBe(421)
  expect((await knock(link, '/auth/callback?state=x', {}, 'HEAD')).status).toBe(405)
  expect((await knock(link, '/auth/callback?state=x', {}, 'POST')).status).toBe(405)
  expect(test.callbacks).toEqual([])
})

it('tells the application the address it is reached at', async () => {
  const { port } = await test.start()
  expect(test.given?.callbackAddress()).toBe(`http://127.0.0.1:${port}/auth/callback`)
  await test.start({ publicOrigin: 'https://kith.example.org' })
  expect(test.given?.callbackAddress()).toBe('https://kith.example.org/auth/callback')
})

it('a project that is started from here allows the addresses that the docs name', () => {
  const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  const allowed = /^additional_redirect_urls = (\[.*\])$/m.exec(text('supabase/config.toml'))?.[1] ?? '[]'
  const addresses = JSON.parse(allowed) as string[]
  expect(addresses).toHaveLength(2)
  expect(text('docs/remote.md')).toContain(addresses.join('\n'))
})
