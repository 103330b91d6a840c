// Who is let in by the browser host, and to what: knocked at over real sockets.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { keyInFragment } from '../../shared/page-key'
import { createHostUnderTest, dial, enter, knock, type HostUnderTest } from './testing/host-under-test'

let test: HostUnderTest
beforeEach(() => {
  test = createHostUnderTest()
})
afterEach(() => test.remove())

describe('the link', () => {
  it('lets a browser in once, with a cookie no script can read', async () => {
    const link = await test.start()
    const answer = await knock(link, `/${link.search}`)
    expect(answer.status).toBe(303)
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^kith-${link.port}=[\\w-]{32}; HttpOnly; SameSite=Strict; Path=/$`)),
    ])
    expect(answer.headers.location).toMatch(/^\/#key=[\w-]{32}$/)
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('is long enough not to be guessed', async () => {
    const token = (await test.start()).searchParams.get('t') ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(24)
  })

  it('does not let a second browser in, and says what to do', async () => {
    const link = await test.start()
    await enter(link)
    const again = await knock(link, `/${link.search}`)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.text).toContain('npm start')
    expect(again.headers['content-type']).toContain('text/html')
  })

  it('leads the browser that used it to the page when it is opened again', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    const again = await knock(link, `/${link.search}`, { cookie })
    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.headers.location).toBe('/')
  })

  it('is not used up by a look at its headers', async () => {
    const link = await test.start()
    expect((await knock(link, `/${link.search}`, {}, 'HEAD')).status).toBe(401)
    await enter(link)
  })

  it('ends when a new one is made, and the browsers already in stay in', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    const second = test.newLink()
    const third = test.newLink()
    expect((await knock(second, `/${second.search}`)).status).toBe(403)
    const { cookie: other } = await enter(third)
    expect(other).not.toBe(cookie)
    expect((await knock(link, '/', { cookie })).status).toBe(200)
    expect((await knock(link, '/', { cookie: other })).status).toBe(200)
  })

  it.each(['', 'x', 'A'.repeat(32)])('is not open with the token %j', async (token) => {
    expect((await knock(await test.start(), `/?t=${token}`)).status).toBe(403)
  })
})

describe('the page', () => {
  it('needs the cookie', async () => {
    const link = await test.start()
    for (const cookie of ['', `kith-${link.port}=`, `kith-${link.port}=guess`, 'kith-1=x']) {
      const answer = await knock(link, '/', cookie ? { cookie } : {})
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('Open the link')
    }
    expect((await knock(link, '/assets/index-abc.js')).status).toBe(401)
  })

  it('says that it does in the language of the browser', async () => {
    const answer = await knock(await test.start(), '/', { 'accept-language': 'fr-FR, de-AT;q=0.9, en;q=0.8' })
    expect(answer.text).toContain('<html lang="de">')
    expect(answer.text).toContain('Den Link öffnen')
  })

  it('comes with headers that keep it to itself, and its socket reachable', async () => {
    const link = await test.start()
    const { headers, status } = await knock(link, '/', { cookie: `theme=dark; ${(await enter(link)).cookie}` })
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${link.port};`)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  })

  it('gives out its own files and no others', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    const headers = { cookie }
    expect(await knock(link, '/assets/index-abc.js', headers)).toMatchObject({ status: 200, text: 'export {}' })
    writeFileSync(join(test.folder, 'secret.txt'), 'secret')
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/nothing',
      '/%',
      '//',
      'http://[',
    ]) {
      expect(await knock(link, path, headers)).toMatchObject({ status: 404 })
    }
  })

  it('is only for reading', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    expect((await knock(link, '/', { cookie }, 'POST')).status).toBe(405)
  })

  it('answers to its own name only, so that no other name can be made to point at it', async () => {
    const link = await test.start()
    const { cookie } = await enter(link)
    for (const name of [`evil.example:${link.port}`, `localhost:${link.port}`, '127.0.0.1', '127.0.0.1:1']) {
      expect((await knock(link, '/', { cookie, host: name })).status).toBe(421)
    }
    const fresh = test.newLink()
    expect((await knock(fresh, `/${fresh.search}`, { host: 'evil.example' })).status).toBe(421)
    await enter(fresh)
  })
})

describe('behind a forwarded port', () => {
  const publicOrigin = 'https://kith.example.org'

  it('is reached by the public name, with a cookie for https, and by its own', async () => {
    const link = await test.start({ publicOrigin })
    expect(link.origin).toBe(publicOrigin)
    const at = new URL(`http://127.0.0.1:${test.running.port}`)
    const answer = await knock(at, `/${link.search}`, { host: 'kith.example.org' })
    expect(answer.status).toBe(303)
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    const key = keyInFragment(new URL(answer.headers.location ?? '', publicOrigin).hash)
    const page = await knock(at, '/', { cookie, host: 'kith.example.org' })
    expect(page.status).toBe(200)
    expect(page.headers['content-security-policy']).toContain('wss://kith.example.org')
    expect((await knock(at, '/', { cookie })).status).toBe(200)
    expect((await knock(at, '/', { cookie, host: 'other.example.org' })).status).toBe(421)
    expect(await dial(at, { cookie, origin: publicOrigin }, key)).toBeInstanceOf(WebSocket)
    expect(await dial(at, { cookie, origin: publicOrigin }, null)).toBe(401)
    expect(await dial(at, { cookie, origin: 'https://other.example.org' }, key)).toBe(403)
  })
})
