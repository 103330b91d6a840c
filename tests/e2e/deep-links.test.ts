// Addresses that lead into the desktop app: anybody can have one opened, so only what Kith has asked for does anything.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAuthServer } from '../support/auth-server'
import type { AuthServer } from '../support/auth-server'
import { runStandIn, startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import { root } from '../support/targets/target'
import { linkTo, signInForm, useProject } from './steps/accounts'
import { expectText } from './steps/conversation'
import { screenOf } from './steps/screen'
import { targets } from './targets'

describe.runIf(targets.includes('standin'))('an address that leads into the desktop app', () => {
  let server: AuthServer
  let dataFolder: string
  let standIn: AttachedStandIn
  let page: Page

  beforeAll(async () => {
    server = await startAuthServer()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'kith-links-'))
    useProject(dataFolder, server)
    standIn = await startStandIn(root, { KITH_DATA: dataFolder })
    ;[page] = (await standIn.windows(1)) as [Page]
    await signInForm(page).waitFor()
  })
  afterEach(async () => {
    await standIn.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  const records = async (what: string) => (await standIn.records()).filter((record) => record.what === what)
  const open = (address: string) => standIn.ask({ ask: 'open address', address })
  /** Where the link of the newest mail leads back to. */
  const backFrom = async (link: string) => (await fetch(link, { redirect: 'manual' })).headers.get('location') ?? ''
  async function sendLink(email: string): Promise<string> {
    await page.getByRole('button', { name: 'Sign in with a link by e-mail' }).click()
    const form = page.getByRole('form', { name: 'Sign in with a link' })
    await form.getByLabel('E-mail').fill(email)
    await form.getByRole('button', { name: 'Send the link' }).click()
    return backFrom(await linkTo(server, email))
  }

  test('signs in when it is the one that was asked for, brought by a second start, which ends', async () => {
    expect((await records('protocol client')).at(-1)?.detail).toMatchObject({ scheme: 'kith' })
    const address = await sendLink('second@example.com')
    expect(address).toMatch(/^kith:\/\/auth\/callback\?state=[\w-]{43}&code=[\w-]+$/)
    const second = runStandIn(root, { KITH_DATA: dataFolder }, [address])
    expect(await second.ended).toBe(0)
    await screenOf(page).composer.waitFor()
    expect(await records('focus')).not.toHaveLength(0)
    expect(standIn.program.logs()).not.toContain(new URL(address).searchParams.get('code') ?? '-')
  })

  test('does nothing when it is anything else, and afterwards the right one still signs in', async () => {
    const address = await sendLink('hostile@example.com')
    const { searchParams } = new URL(address)
    const state = searchParams.get('state') ?? ''
    for (const hostile of [
      'kith://',
      'kith://settings/providers?add=https://evil.example',
      `kith://auth/callback?state=${'x'.repeat(43)}&code=${searchParams.get('code')}`,
      `kith://auth/callback?access_token=eyJhbGciOiJub25lIn0.e30.&refresh_token=x`,
      `kith://auth/callback?state=${state}&state=${state}&code=x`,
      `kith://auth/callback?state=${state}&code=${'c'.repeat(5_000)}`,
      `kith://auth/callback?state=<img src=x onerror=alert(1)>&code=x`,
      `kith://evil.example/auth/callback?state=${state}&code=x`,
      'kith://auth/callback/../../../../etc/passwd',
      'file:///etc/passwd',
    ]) {
      await open(hostile)
    }
    await expectText(page.locator('body'), 'Look into your inbox')
    expect(await records('open outside')).toEqual([])
    await open(address)
    await screenOf(page).composer.waitFor()
    await open(address)
    await screenOf(page).composer.waitFor()
  })
})
