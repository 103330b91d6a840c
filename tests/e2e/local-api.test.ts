// Programs on this computer: let in by their owner, with a key that can be taken back, and seen by whom.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { launchConnected } from './steps/connected'
import { eventually, expectText } from './steps/conversation'
import { closeSettings, openSettings } from './steps/providers'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('the local API (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let address = ''
  let secret = ''

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    await openSettings(screen)
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const section = () => screen.page.getByRole('region', { name: 'Local API' })
  const inSection = (name: string | RegExp) => section().getByRole('button', { name, exact: typeof name === 'string' })
  const ask = (path: string, token: string, init: RequestInit = {}) =>
    fetch(`${address}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })

  test('is off at first, and says which program has its port when it cannot be had', async () => {
    await expectText(section(), 'No port is open.')
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    await section().getByRole('textbox', { name: 'Port' }).fill(String(port))
    await inSection('Use this port').click()
    await inSection('On').click()
    await expectText(section(), `Another program has port ${port}`)
    await inSection('Take a free port').click()
    await eventually(async () => expect(await section().innerText()).toMatch(/http:\/\/127\.0\.0\.1:\d+/))
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(await section().innerText())?.[0] ?? ''
    expect(address).not.toContain(String(port))
    other.close()
    expect(await (await fetch(`${address}/api/health`)).json()).toMatchObject({ status: 'ok' })
  })

  test('a key is made, shown once, and does what it may', async () => {
    await inSection('Make a key').click()
    await section().getByRole('textbox', { name: 'Name' }).fill('Diary script')
    await section().getByRole('combobox', { name: 'May see' }).click()
    await screen.page.getByRole('option', { name: 'Only what has no persona' }).click()
    await inSection('Read and write').click()
    await inSection('Make the key').click()
    await expectText(section(), 'The key “Diary script” is made')
    secret = /kith_[\w-]{43}/.exec(await section().innerText())?.[0] ?? ''
    await expectAccessible(screen.page)
    await inSection('I have copied it').click()
    await eventually(async () => expect(await section().innerText()).not.toContain(secret))
    await expectText(section(), 'Sees only what has no persona, reads and writes')
    await expectText(section(), 'never used')
    expect((await ask('/api/threads', secret)).status).toBe(200)
    await inSection('Read again').click()
    await expectText(section(), 'last used')

    server.setScript({ text: 'Noted, from a script.' })
    const answer = await ask('/api/agents/custom/stream', secret, {
      method: 'POST',
      body: JSON.stringify({ messages: 'Dear diary' }),
    })
    expect(await answer.text()).toContain('Noted, ')
    await closeSettings(screen)
    await screen.persona('No persona').click()
    await screen.thread(/Dear diary/).waitFor()
    await openSettings(screen)
  })

  test('its owner sees who came, and nothing of what was said', async () => {
    await inSection('Read again').click()
    await expectText(section(), 'POST /api/agents/:name/stream')
    await expectText(section(), 'Diary script')
    expect(await section().innerText()).not.toContain('Dear diary')
  })

  test('a token is copied, and another one can be', async () => {
    await inSection('Copy a token').click()
    await inSection('Copied').waitFor()
    await inSection('Copy a token').waitFor()
    await expectText(section(), 'It may do all that you may')
  })

  test('is refused from the moment it is taken back, and the port is closed when it is off', async () => {
    await inSection('Take back Diary script').click()
    await screen.page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
    await expectText(section(), 'There is no key yet.')
    expect((await ask('/api/threads', secret)).status).toBe(401)
    await inSection('Off').click()
    await expectText(section(), 'No port is open.')
    await expect(fetch(`${address}/api/health`)).rejects.toThrow('fetch failed')
  })
})
