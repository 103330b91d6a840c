// Kith in German, and from one language to the other without losing what is written.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { passingFolder } from '../support/passing-folder'
import { eventually, expectText, patience } from './steps/conversation'
import { oneTarget } from './targets'

describe.each(oneTarget)('Kith in German (%s)', (target) => {
  let kith: Kith
  let page: Page

  beforeAll(async () => {
    const dataFolder = passingFolder('german')
    const settings = { version: 1, theme: 'system', language: 'de', model: { kind: 'practice' }, providers: [] }
    await writeFile(join(dataFolder, 'settings.json'), JSON.stringify(settings))
    kith = await launchKith({ target, dataFolder })
    page = kith.page
  })
  afterAll(() => kith.stop())

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const field = (name: string) => page.getByRole('textbox', { name, exact: true })
  const language = () => page.evaluate<string>('document.documentElement.lang')

  test('starts in the language of the settings, though the browser has never heard of it', async () => {
    await field('Nachricht').waitFor()
    expect(await language()).toBe('de')
    await page.getByRole('heading', { name: 'Was beschäftigt Sie?' }).waitFor()
  })

  test('answers, and says all that happens in German', async () => {
    await field('Nachricht').fill('Guten Morgen')
    await button('Senden').click()
    const answer = page.getByRole('log', { name: 'Unterhaltung' }).getByRole('article').last()
    await expect.poll(() => answer.getAttribute('data-status'), patience).toBe('complete')
    await expectText(page.locator('[data-live=polite]'), /Antwort vollständig/)
    await page.getByRole('button', { name: /Nutzte keine Erinnerungen/ }).waitFor()
  })

  test('goes to English and back, and keeps what is not sent', async () => {
    await field('Nachricht').fill('Noch nicht gesendet')
    await button('Einstellungen').click()
    await page.getByRole('group', { name: 'Sprache' }).getByRole('button', { name: 'English' }).click()
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'As the system' }).waitFor()
    expect(await language()).toBe('en')
    await button('Close settings').click()
    await eventually(async () => expect(await field('Message').inputValue()).toBe('Noch nicht gesendet'))

    await button('Settings').click()
    await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click()
    // Words that modules read as they begin are German, too.
    await page.getByRole('group', { name: 'Design' }).getByRole('button', { name: 'Wie das System' }).waitFor()
  })
})
