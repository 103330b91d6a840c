// Signing in to a project that lies elsewhere, with what comes back from a mailbox and a provider. The project is real but
// for its mails and its provider; see tests/support/auth-server.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startAuthServer } from '../support/auth-server'
import type { AuthServer } from '../support/auth-server'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { linkTo, openTab, signIn, signInForm, useProject } from './steps/accounts'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread } from './steps/conversation'
import { screenOf } from './steps/screen'
import { describeOn, targets } from './targets'

const password = 'correct horse'

// Only a browser host is reached by an address that a test can open; the desktop app's way is in deep-links.test.ts.
describe.runIf(targets.includes('browser-host'))('signing in to a project', () => {
  let server: AuthServer
  let dataFolder: string
  let kith: Kith
  let page: Page
  const body = () => page.locator('body')
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    server = await startAuthServer()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'kith-e2e-'))
    useProject(dataFolder, server)
    kith = await launchKith({ target: 'browser-host', dataFolder })
    page = kith.page
    await signInForm(page).waitFor()
  })
  afterEach(async () => {
    await kith.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  })

  test('a new account is confirmed by its link, stays over a start, and is left and entered again', async () => {
    await expectAccessible(page)
    await button('Create an account').click()
    const form = page.getByRole('form', { name: 'Create an account' })
    await form.getByLabel('E-mail').fill('ada@example.com')
    await form.getByLabel('Password').fill(password)
    await form.getByLabel('Name').fill('Ada')
    await form.getByRole('button', { name: 'Create account' }).click()
    await expectText(body(), 'Look into your inbox')
    await expectText(body(), 'Nothing has come?')
    await expectAccessible(page)

    const tab = await openTab(page, await linkTo(server, 'ada@example.com'))
    await expectText(tab.locator('body'), 'You can close this tab')
    await ask(screenOf(page), 'Is anybody here?', /\S/)
    page = await kith.restart()
    await screenOf(page).composer.waitFor()

    await button('Settings').click()
    await button('Sign out here').click()
    await signInForm(page).waitFor()
    await signIn(page, 'ada@example.com', 'wrong')
    await expectText(page.getByRole('alert'), 'Address and password do not match')
    expect(await signInForm(page).getByLabel('E-mail').inputValue()).toBe('ada@example.com')
    expect(await signInForm(page).getByLabel('Password').inputValue()).toBe('wrong')
    await signIn(page, 'ada@example.com', password)
    await screenOf(page).thread('Is anybody here?').waitFor()
  })

  test('a provider brings back whoever said yes, once, and nobody by an address that is not Kith’s', async () => {
    const opened = page.context().waitForEvent('page')
    await button('Continue with GitHub').click()
    const provider = await opened
    await expectText(body(), 'Go on in your browser')
    let came = ''
    provider.on('request', (request) => {
      if (request.url().includes('/auth/callback')) came = request.url()
    })
    await provider.getByRole('link', { name: 'Allow' }).click()
    await expectText(provider.locator('body'), 'You can close this tab')
    await screenOf(page).composer.waitFor()
    expect(new URL(came).searchParams.has('access_token')).toBe(false)

    const foreign = came.replace(/state=[\w-]+/, `state=${'x'.repeat(43)}`)
    for (const address of [came, foreign]) {
      const again = await openTab(page, address)
      await expectText(again.locator('body'), 'This did not sign you in')
    }
    await screenOf(page).composer.waitFor()
  })

  test('a link that signs in is sent, and one that a provider refused says so', async () => {
    await button('Sign in with a link by e-mail').click()
    const form = page.getByRole('form', { name: 'Sign in with a link' })
    await form.getByLabel('E-mail').fill('link@example.com')
    await form.getByRole('button', { name: 'Send the link' }).click()
    await expectText(body(), 'on its way to link@example.com')
    expect(await page.getByRole('button', { name: /^Send it again/ }).isDisabled()).toBe(true)
    await button('Do something else').click()
    const opened = page.context().waitForEvent('page')
    await button('Continue with GitHub').click()
    await (await opened).getByRole('link', { name: 'Deny' }).click()
    await expectText(page.getByRole('alert'), 'It was cancelled in the browser')
    expect(await body().innerText()).not.toContain('Denied')

    // The first link was given up, so the server is asked for another.
    expect(await form.getByLabel('E-mail').inputValue()).toBe('link@example.com')
    await form.getByRole('button', { name: 'Send the link' }).click()
    await openTab(page, await linkTo(server, 'link@example.com', 2))
    await screenOf(page).composer.waitFor()
  })

  test('who has forgotten the password comes in by a link and chooses another', async () => {
    await button('Try it without an account').click()
    await screenOf(page).composer.waitFor()
    await button('Settings').click()
    server.settings.confirmsAddresses = false
    const keep = page.getByRole('form', { name: 'Keep this account' })
    await keep.getByLabel('E-mail').fill('kept@example.com')
    await keep.getByLabel('Password').fill(password)
    await keep.getByRole('button', { name: 'Keep this account' }).click()
    await expectText(body(), 'kept@example.com')
    await eventually(async () => expect(await keep.count()).toBe(0))
    server.settings.confirmsAddresses = true
    await button('Sign out everywhere').click()

    await signInForm(page).getByLabel('E-mail').fill('kept@example.com')
    await button('Forgotten the password?').click()
    const form = page.getByRole('form', { name: 'Forgotten the password' })
    expect(await form.getByLabel('E-mail').inputValue()).toBe('kept@example.com')
    await form.getByRole('button', { name: 'Send the link' }).click()
    await openTab(page, await linkTo(server, 'kept@example.com'))
    const dialog = page.getByRole('dialog', { name: 'Choose a new password' })
    await dialog.getByLabel('New password', { exact: true }).fill('short')
    await dialog.getByRole('button', { name: 'Set the password' }).click()
    await expectText(dialog, 'It needs at least 6 characters.')
    await dialog.getByLabel('New password', { exact: true }).fill('another horse')
    await dialog.getByRole('button', { name: 'Set the password' }).click()
    await eventually(async () => expect(await dialog.count()).toBe(0))
  })
})

describeOn(targets)('accounts of this computer (%s)', (target) => {
  let kith: Kith
  afterEach(() => kith.stop())

  test('another one is added with a password, opened by it and by nothing else, and deleted with what it owns', async () => {
    kith = await launchKith({ target })
    const { page } = kith
    const screen = screenOf(page)
    await ask(screen, 'Of the first account', /\S/)
    await openNewThread(screen)
    await screen.composer.fill('Written by the first account')
    await screen.button('Settings').click()
    const account = page.getByRole('region', { name: 'Account', exact: true })
    await account.getByLabel('Name', { exact: true }).clear()
    await page.keyboard.type('Ada')
    await page.keyboard.press('Enter')
    await expectText(account.getByRole('list').last(), 'Ada')
    await screen.button('Add an account').click()
    const add = page.getByRole('form', { name: 'Add account' })
    await add.getByLabel('Name').fill('Bob')
    await add.getByLabel('Password').fill(password)
    await add.getByRole('button', { name: 'Add account' }).click()
    await expectText(page.locator('body'), 'Bob is here now.')

    await screen.button('Open Bob').click()
    const open = page.getByRole('form', { name: 'Open Bob' })
    await open.getByLabel('Password').fill('wrong')
    await open.getByRole('button', { name: 'Open Bob' }).click()
    await expectText(open, 'This password is not right')
    expect(await open.getByLabel('Password').inputValue()).toBe('wrong')
    await open.getByLabel('Password').fill(password)
    await open.getByRole('button', { name: 'Open Bob' }).click()
    // Nothing of the one before: neither what is open, nor what is written and not sent, nor what was looked for.
    await eventually(async () => expect(await screen.button('Close settings').count()).toBe(0))
    await screen.composer.waitFor()
    expect(await screen.composer.inputValue()).toBe('')
    expect(await screen.thread('Of the first account').count()).toBe(0)
    await ask(screen, 'Of Bob', /\S/)

    await screen.button('Settings').click()
    await screen.button('Delete Bob').click()
    await page.getByRole('form', { name: 'Go on' }).getByLabel('Password').fill(password)
    await screen.button('Go on').click()
    await expectText(page.locator('body'), /1 conversation, 2 messages/)
    const remove = page.getByRole('form', { name: 'Delete for good' })
    await remove.getByLabel('Name').fill('bob')
    await remove.getByRole('button', { name: 'Delete for good' }).click()
    expect(await remove.count()).toBe(1)
    await remove.getByLabel('Name').fill('Bob')
    await remove.getByRole('button', { name: 'Delete for good' }).click()
    await screen.thread('Of the first account').waitFor()
    expect(await screen.thread('Of Bob').count()).toBe(0)
    await eventually(async () =>
      expect(await (await backIn(page)).composer.inputValue()).toBe('Written by the first account'),
    )
  })
})

async function backIn(page: Page) {
  const screen = screenOf(page)
  if ((await screen.button('Close settings').count()) > 0) await screen.button('Close settings').click()
  await screen.composer.waitFor()
  return screen
}
