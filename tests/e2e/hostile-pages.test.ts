// The same texts as in hostile-content.test.ts, on the pages one opens beside a conversation: what a search finds, a memory
// with its history, metadata, the gallery, and a persona that is tried out.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flag } from '../../src/shared/markdown/testing/hostile-payloads'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { expectHarmless } from './steps/harmless'
import { addHostilePersona, hostileName, hostileTexts } from './steps/hostile'
import { choose } from './steps/palette'
import type { Screen } from './steps/screen'
import { describeOn, targets } from './targets'
import { watchPage } from './steps/watch-page'
import type { Watched } from './steps/watch-page'

describeOn(targets)('hostile content on the pages beside (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let watched: Watched

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    watched = await watchPage(kith.page, flag)
    await addHostilePersona(screen, texts('alone').join('\n'))
    server.setTitle(hostileName)
    server.setScript({ text: texts('all').join('\n\n') })
    await openNewThread(screen)
    await ask(screen, texts('all').join('\n\n'))
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
    await watched.stop()
  })

  const expectNothing = async () => expect(await watched.trouble()).toEqual([])
  const dialog = () => screen.page.getByRole('dialog')
  const texts = (part: 'alone' | 'all') => hostileTexts(watched.origin, part)

  test('in what a search finds', async () => {
    const found = screen.page.getByRole('listbox', { name: 'What was found' })
    await choose(screen.page, 'Search everything')
    await screen.page.getByRole('combobox', { name: 'Search everything' }).fill('onerror')
    await found.getByRole('option').first().waitFor()
    await expectText(found, 'onerror')
    await expectHarmless(screen.page)
    await expectNothing()
  })

  test('in a memory with its history, and in metadata', async () => {
    await choose(screen.page, 'Open memory')
    await screen.button('Write one down').first().click()
    await dialog().locator('textarea:focus').waitFor()
    await screen.page.keyboard.type(hostileName)
    await screen.button('Remember').click()
    const detail = screen.page.getByRole('complementary', { name: 'One memory' })
    await detail.getByRole('button', { name: 'Edit' }).click()
    await screen.page
      .getByRole('textbox', { name: 'What is remembered' })
      .fill(texts('alone').join('\n').slice(0, 19_000))
    await screen.page.keyboard.press('ControlOrMeta+Enter')
    // Word by word: what was taken out and what was put in.
    await detail.getByRole('region', { name: 'History' }).locator('ins').first().waitFor()
    await expectHarmless(screen.page)

    await detail.getByRole('button', { name: 'Metadata' }).click()
    await dialog().getByRole('button', { name: 'Add an entry' }).click()
    await screen.page.keyboard.type(hostileName)
    const value = texts('alone').join('\n').replaceAll('\0', '').slice(0, 100_000).toWellFormed()
    await dialog().getByRole('textbox', { name: 'Value' }).fill(value)
    await dialog().getByRole('button', { name: 'Save', exact: true }).click()
    await expectText(dialog().getByRole('list', { name: 'Entries' }), 'onerror')
    await expectHarmless(screen.page)
    await screen.page.keyboard.press('Escape')
    await expectNothing()
  })

  test('in the gallery of personas, and in one that is tried out', async () => {
    await choose(screen.page, 'See all personas')
    await screen.page
      .locator('main')
      .getByRole('button', { name: /^Edit .*onerror/ })
      .click()
    await dialog().getByRole('button', { name: 'What the model is told' }).first().click()
    await dialog().getByRole('button', { name: 'Try it', exact: true }).click()
    server.setScript({ text: `${texts('all').join('\n\n')}\n\nThe end.` })
    await dialog()
      .getByRole('textbox', { name: 'Say something to try it' })
      .fill(texts('alone').join('\n').slice(0, 50_000))
    await dialog().getByRole('button', { name: 'Send', exact: true }).click()
    await expect.poll(() => dialog().getByRole('log').innerText(), patience).toContain('The end.')
    await expectHarmless(screen.page)
    expect(await dialog().locator('form').count()).toBe(1)
    await expectNothing()
    await screen.page.keyboard.press('Escape')
    await eventually(async () => expect(await dialog().count()).toBe(0))
    await expectNothing()
  })
})
