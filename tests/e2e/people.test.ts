// Who one talks to and how one begins: the first steps, the gallery of personas, a picture, what one may read of another, and
// the settings of memory, data and licences.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { png } from '../../src/main/assistant/attachments/testing/sample-files'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { expectAccessible } from './steps/axe'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { choose } from './steps/palette'
import { personaRow, savePersona } from './steps/personas'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget, orStack } from './targets'

describeOn(orStack(oneTarget))('people (%s)', (target) => {
  let kith: Kith
  let screen: Screen
  let started: number

  beforeAll(async () => {
    started = performance.now()
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
  })
  afterAll(() => kith.stop())

  const page = () => screen.page
  const region = (name: string) => page().getByRole('region', { name, exact: true })
  const dialog = () => page().getByRole('dialog')
  const gallery = () => page().getByRole('list', { name: 'All personas' })
  const tile = (name: string) => gallery().getByRole('listitem').filter({ hasText: name })

  const command = (words: string) => choose(page(), words)

  test('a first start needs nothing, and the first answer streams', async () => {
    await screen.composer.waitFor()
    const asked = performance.now()
    await ask(screen, 'Good evening', /\S/)
    const seconds = (since: number) => ((performance.now() - since) / 1_000).toFixed(1)
    console.log(
      `[kith] first answer whole ${seconds(started)} s after the program began, ${seconds(asked)} s after it was asked`,
    )
  })

  test('a card says where everything lies, can be hidden, and is found again', async () => {
    await openNewThread(screen)
    const card = region('First steps')
    await expectText(card, kith.dataFolder)
    await expectText(card, 'You are talking to the practice model')
    await expectAccessible(page())
    await card.getByRole('button', { name: 'Hide these' }).click()
    await eventually(async () => expect(await card.count()).toBe(0))
    await eventually(async () => expect(await page().locator(':focus').getAttribute('aria-label')).toBe('Message'))
    await page().reload()
    await screen.composer.waitFor()
    expect(await card.count()).toBe(0)
    await command('Show the first steps')
    await card.waitFor()
  })

  test('a persona begins as a template, with a picture that is shown wherever it is', async () => {
    await screen.button('New persona').click()
    await expectAccessible(page())
    await page()
      .getByRole('button', { name: /^Tutor/ })
      .click()
    await eventually(async () => expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('Tutor'))
    const file = { name: 'not a picture.png', mimeType: 'image/png', buffer: Buffer.from('words') }
    await page().locator('input[data-picture]').setInputFiles(file)
    await expectText(dialog(), 'This file could not be read as an image.')
    await page()
      .locator('input[data-picture]')
      .setInputFiles({ ...file, buffer: Buffer.from(png(640, 200)) })
    await expectText(dialog(), 'An image of yours is shown.')
    await savePersona(screen)
    const face = personaRow(screen, 'Tutor').locator('img')
    const isDrawn = () => face.evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth)
    await expect.poll(isDrawn, patience).toBe(192)
    await page().reload()
    await expect.poll(isDrawn, patience).toBe(192)
  })

  test('the gallery is opened, searched and left by keyboard', async () => {
    await command('See all personas')
    await tile('Tutor').waitFor()
    await expectText(gallery(), 'You are Tutor.')
    await expectText(tile('No persona'), /1 thread · last talked at/)
    await expect.poll(() => tile('Tutor').locator('img').count(), patience).toBe(1)
    await expectAccessible(page())
    await page().getByRole('searchbox', { name: 'Search the personas' }).focus()
    await page().keyboard.insertText('research')
    await eventually(async () => expect(await gallery().getByRole('listitem').count()).toBe(1))
    await page().keyboard.press('Escape')
    await eventually(async () => expect(await gallery().getByRole('listitem').count()).toBe(4))
    await page().getByRole('button', { name: 'Talk to Coach' }).focus()
    await page().keyboard.press('Enter')
    await eventually(async () => expect(await gallery().count()).toBe(0))
    expect(await personaRow(screen, 'Coach').getAttribute('aria-selected')).toBe('true')
  })

  test('one is archived in the gallery and taken back there', async () => {
    await screen.button('All personas').click()
    await page().getByRole('button', { name: 'More about Coach' }).focus()
    await page().keyboard.press('Enter')
    await page().locator('[role=menuitem]:focus').waitFor()
    await page().getByRole('menuitem', { name: 'Archive' }).press('Enter')
    await eventually(async () => expect(await tile('Coach').count()).toBe(0))
    await page().getByRole('button', { name: 'Archived: 1' }).click()
    await page().getByRole('button', { name: 'Take Coach back' }).click()
    await tile('Coach').waitFor()
  })

  test('one may read kinds of memories of another, said in words, until that is taken back', async () => {
    await page().getByRole('button', { name: 'Edit Tutor' }).last().click()
    await dialog().getByRole('button', { name: 'Let Tutor read…' }).click()
    const form = dialog().getByRole('group', { name: 'Let Tutor read…' })
    await form.getByRole('button', { name: 'Share' }).click()
    await expectText(form, 'Choose at least one kind.')
    await form.getByRole('combobox', { name: 'Of whom' }).click()
    await page().getByRole('option', { name: 'Coach' }).click()
    await form.getByRole('checkbox', { name: '0 facts' }).check()
    await form.getByRole('checkbox', { name: '0 events' }).check()
    // Enter in there is not the editor's.
    await page().keyboard.press('Enter')
    await form.getByRole('button', { name: 'Share' }).click()
    const given = dialog().getByRole('region', { name: 'What Tutor may read of others' })
    await expectText(given, 'Tutor may read 0 facts of Coach: there are none yet, but those to come.')
    await expectAccessible(page())
    await given.getByRole('button', { name: /^Take back: Tutor may read 0 facts/ }).click()
    await eventually(async () => expect(await given.getByRole('listitem').count()).toBe(1))
    await page().keyboard.press('Escape')
    await eventually(async () => expect(await dialog().count()).toBe(0))
  })

  test('how new threads begin is a setting, and the next one begins so', async () => {
    await command('Choose whether new threads remember')
    const memory = region('Memory')
    await memory.getByRole('button', { name: 'Remember nothing' }).click()
    await memory.getByRole('button', { name: 'Much' }).click()
    await expectText(memory, 'At most about 6,000 tokens')
    await memory.getByRole('checkbox', { name: 'Facts' }).click()
    await eventually(async () => expect(await memory.getByRole('checkbox', { name: 'Facts' }).isChecked()).toBe(true))
    await page().reload()
    await openNewThread(screen)
    await expectText(page().locator('main'), 'Memory off')
    await command('Memory settings')
    expect(await memory.getByRole('checkbox', { name: 'Facts' }).isChecked()).toBe(true)
    await memory.getByRole('button', { name: 'Remember', exact: true }).click()
    await screen.button('Close settings').click()
    await expectText(page().locator('main'), 'Memory on')
  })

  // There it has no size.
  test.skipIf(target === 'stack')(
    'the parts of the settings stand at their side, and lead to data, versions and licences',
    async () => {
      await page().keyboard.press('ControlOrMeta+,')
      const parts = page().getByRole('navigation', { name: 'Parts of the settings' })
      await parts.getByRole('button', { name: 'Data' }).click()
      await expectText(region('Data'), /Database\s*[\d.]+ [kM]B/)
      await expectText(region('Data'), kith.dataFolder)
      await parts.getByRole('button', { name: 'Licences' }).click()
      await expect.poll(() => parts.locator('[aria-current]').innerText(), patience).toBe('Licences')
      const licences = region('Licences')
      await licences.getByRole('searchbox').fill('elkjs')
      await expectText(licences, 'No package and no licence of that name.')
      await licences.getByRole('searchbox').fill('mermaid mit')
      await licences.getByRole('button', { name: /^mermaid / }).click()
      await expectText(licences, 'Permission is hereby granted')
      await expectText(region('About'), /Kith\s*0\.1\.0/)
      await expectAccessible(page())
    },
  )

  test('nothing of all this was an error', () => {
    expect(kith.logs()).not.toMatch(/\[page\]|error|failed|warning/i)
  })
})
