// Every screen by the rules of accessibility, an answer as a screen reader hears it, and everything in German.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { png } from '../../src/main/assistant/attachments/testing/sample-files'
import type { Kith } from '../support/kith'
import { createGate } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { choose } from './steps/palette'
import { listenToLiveRegions } from './steps/live-regions'
import { editPersona } from './steps/personas'
import { openQuick } from './steps/quick'
import { closeSettings, openSettings } from './steps/providers'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget, orStack } from './targets'

describeOn(orStack(oneTarget))('every screen (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const press = (keys: string) => screen.page.keyboard.press(keys)
  const dialog = () => screen.page.getByRole('dialog')

  describe('breaks no rule of accessibility, light and dark', () => {
    test('the page a thread begins on', async () => {
      await screen.persona('Coach').click()
      await openNewThread(screen)
      await expectAccessible(screen.page)
    })

    test('a conversation with all that answers can have, its receipt, and a proposal beside it', async () => {
      const toolCalls = [{ name: 'propose_working_memory', arguments: { line: 'I run on Tuesdays.' } }]
      server.setScript([{ toolCalls }, { text: everything, reasoning: 'It is about running.' }])
      await ask(screen, 'I run on Tuesdays. What do you know?', 'the end of it')
      await screen.memory.getByRole('button', { name: 'Remember' }).waitFor()
      await screen.page.getByRole('button', { name: /^Used/ }).last().click()
      await expectText(screen.conversation, 'Also given')
      await expectAccessible(screen.page)
    })

    test('an answer that failed, and one that waits', async () => {
      await openNewThread(screen)
      server.setScript({ status: 401, body: '{}' })
      await say(screen, 'And this?')
      await expectAnswer(screen, 'failed', 'did not accept the key')
      await expectAccessible(screen.page)
    })

    test('the palette and the sheet of keys', async () => {
      await press('ControlOrMeta+k')
      await dialog().waitFor()
      await expectAccessible(screen.page)
      await press('Escape')

      await press('ControlOrMeta+/')
      await expectText(dialog(), 'Begin a new thread')
      await expectAccessible(screen.page)
      await press('Escape')
    })

    test('the editor of a persona, the choice of a new one, metadata, and what forgetting takes', async () => {
      await editPersona(screen, 'Coach')
      await expectAccessible(screen.page)
      await press('Escape')

      await choose(screen.page, 'Make a new persona')
      await expectText(dialog(), 'New persona')
      await expectAccessible(screen.page)
      await press('Escape')

      await choose(screen.page, 'Metadata of this thread')
      await expectText(dialog(), 'Metadata')
      await expectAccessible(screen.page)
      await press('Escape')

      await screen.button('Thread actions').click()
      await screen.page.getByRole('menuitem', { name: 'Forget…' }).click()
      await expectText(screen.page.getByRole('alertdialog'), 'These go with it')
      await expectAccessible(screen.page)
      await press('Escape')
    })

    test.each([
      ['Open memory', 'Memory'],
      ['Review what is to be remembered', 'Memory'],
      ['See all personas', 'Personas'],
      ['Search everything', 'Search'],
      ['Show statistics of memory and tokens', 'Memory'],
      ['Look after the health of memory', 'Memory'],
    ])('the page behind “%s”', async (action, title) => {
      await choose(screen.page, action)
      await screen.page.getByRole('heading', { name: title, level: 1 }).waitFor()
      await expectAccessible(screen.page)
    })

    test('files, one of them over the window, and open menus', async () => {
      await openNewThread(screen)
      server.setScript({ text: 'Grey.' })
      await screen.page.locator('input[type=file]').setInputFiles([
        { name: 'square.png', mimeType: 'image/png', buffer: Buffer.from(png(600, 400)) },
        { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello '.repeat(500)) },
      ])
      await screen.button('Remove notes.txt').waitFor()
      await ask(screen, 'What is this?', 'Grey.')
      await expectAccessible(screen.page)
      for (const name of [/^Open square\.png/, /^Open notes\.txt/]) {
        await screen.page.getByRole('button', { name }).click()
        await dialog().waitFor()
        await expectAccessible(screen.page)
        await press('Escape')
      }
      await screen.model.click()
      await screen.page.getByRole('menu').waitFor()
      // A menu stands beside the landmarks, wherever it was opened.
      await expectAccessible(screen.page, ['region'])
      await press('Escape')
      await choose(screen.page, 'Open memory')
      await screen.button('Filter').click()
      await screen.page.getByRole('menu').waitFor()
      await expectAccessible(screen.page, ['region'])
      await press('Escape')
    })

    // There it has no backups.
    test.skipIf(target === 'stack')('the settings, with their forms open', async () => {
      await openSettings(screen)
      await screen.button('Add provider').click()
      await screen.button('Add a server').click()
      await screen.button('Back up now').click()
      await screen.page.getByRole('button', { name: /^Go back to / }).waitFor()
      await expectAccessible(screen.page)
    })

    test('the report, and a thread that cannot be shown', async () => {
      await closeSettings(screen)
      await choose(screen.page, 'See a report for whoever helps')
      await dialog().getByRole('region', { name: 'Text of the report' }).waitFor()
      await expectAccessible(screen.page)
      await press('Escape')
      await openNewThread(screen)
      const observer = 'ResizeObserver'
      await screen.page.evaluate(`window.kept = ${observer}; ${observer} = function () { throw new TypeError('x') }`)
      await screen.threads.getByRole('option').first().click()
      await expectText(screen.page.getByRole('alert'), 'This thread could not be shown')
      await screen.page.evaluate(`${observer} = window.kept`)
      await expectAccessible(screen.page)
      await screen.button('Try again').click()
      await openSettings(screen)
    })

    test('the quick window, as it begins and with a thread', async () => {
      const { page } = await openQuick(kith)
      await page.getByRole('region', { name: 'Recent threads' }).getByRole('button').first().waitFor()
      await expectAccessible(page)
      await page.getByRole('region', { name: 'Recent threads' }).getByRole('button').first().click()
      await page.getByRole('article').first().waitFor()
      await expectAccessible(page)
      await page.close()
    })

    test('a narrow window, in which one goes on where one was', async () => {
      const heading = screen.page.getByRole('heading', { name: 'Profiles' })
      const top = async () => (await heading.boundingBox())?.y
      await choose(screen.page, 'Profiles')
      await eventually(async () => expect(await top()).toBeLessThan(100))
      await screen.page.setViewportSize({ width: 480, height: 800 })
      await eventually(async () => expect(Math.abs(((await top()) ?? 0) - 64)).toBeLessThan(40))
      await expectAccessible(screen.page)
      await closeSettings(screen)
      await expectAccessible(screen.page)
      await screen.page.setViewportSize({ width: 1440, height: 900 })
    })
  })

  test('a screen reader hears that an answer begins, each sentence once as it is whole, and the end', async () => {
    await openNewThread(screen)
    const told = await listenToLiveRegions(screen.page)
    const gate = createGate()
    server.setScript({ text: ['The first is sh', 'ort. The second', ' comes later. And the', ' third ends it'], gate })
    await say(screen, 'Tell me three things')
    gate.open(2)
    await eventually(async () => expect(await told()).toContain('The first is short.'))
    // Half a sentence is not said, whatever is on screen already.
    await expectText(screen.answer, 'The second')
    expect(await told()).not.toContain('The second')
    gate.openAll()
    await eventually(async () =>
      expect(await told()).toMatch(
        /^Coach is answering The first is short\. The second comes later\. And the third ends it\.? Answer complete$/,
      ),
    )
  })

  test('a screen reader hears that an answer was stopped, and where it failed an alert', async () => {
    const told = await listenToLiveRegions(screen.page)
    const gate = createGate()
    gate.open(1)
    server.setScript({ text: ['Only this. ', 'Never this.'], gate })
    await say(screen, 'And more')
    await expectText(screen.answer, 'Only this.')
    await screen.button('Stop').click()
    await eventually(async () => expect(await told()).toMatch(/Only this\..*Stopped\. What arrived is kept\.$/))
    expect(await told()).not.toContain('Never this')
    gate.openAll()
  })

  describe('in German', () => {
    const button = (name: string) => screen.page.getByRole('button', { name, exact: true })
    const field = (name: string) => screen.page.getByRole('textbox', { name, exact: true })
    // An account has a name in the settings, too.
    const addProvider = () =>
      screen.page.getByRole('form', { name: 'Add provider' }).getByRole('textbox', { name: 'Name', exact: true })
    const language = () => screen.page.evaluate<string>('document.documentElement.lang')

    test('a form that holds what is not saved keeps the other language waiting', async () => {
      await screen.composer.fill('Not sent yet')
      await openSettings(screen)
      await screen.button('Add provider').click()
      await addProvider().fill('Half entered')
      await screen.page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click()
      await expectText(screen.page.getByRole('alert'), 'A form is open')
      expect(await addProvider().inputValue()).toBe('Half entered')
      await button('Cancel').click()
    })

    test('choosing it says everything in it, and keeps what is not sent', async () => {
      await screen.page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click()
      // Words that modules read as they begin are German, too.
      await screen.page.getByRole('group', { name: 'Design' }).getByRole('button', { name: 'Wie das System' }).waitFor()
      expect(await language()).toBe('de')
      await expectAccessible(screen.page)
      await button('Einstellungen schließen').click()
      await eventually(async () => expect(await field('Nachricht').inputValue()).toBe('Not sent yet'))
    })

    test('an answer is heard, and a failure read, in it', async () => {
      const told = await listenToLiveRegions(screen.page)
      server.setScript([{ text: 'Guten Morgen.' }, { status: 401, body: '{}' }])
      await field('Nachricht').fill('Morgen!')
      await button('Senden').click()
      await eventually(async () => expect(await told()).toMatch(/Coach antwortet Guten Morgen\. Antwort vollständig$/))
      await field('Nachricht').fill('Noch da?')
      await button('Senden').click()
      await expectText(screen.page.getByRole('log', { name: 'Unterhaltung' }), 'nahm den Schlüssel nicht an')
      await expectAccessible(screen.page)
    })

    test('a browser that has not heard of the choice learns it from the settings', async () => {
      await screen.page.evaluate("localStorage.removeItem('kith.language')")
      await screen.page.reload()
      await field('Nachricht').waitFor()
      expect(await language()).toBe('de')
    })

    test('and goes back to English', async () => {
      await button('Einstellungen').click()
      await screen.page.getByRole('group', { name: 'Sprache' }).getByRole('button', { name: 'English' }).click()
      await expect.poll(() => screen.button('Close settings').count(), patience).toBe(1)
      expect(await language()).toBe('en')
    })
  })
})

const everything = `# A heading

A paragraph with *emphasis*, \`code\` and [a link](https://example.org).

| Week | Long run |
| --- | --- |
| this | 14.5 km |

- [x] done
- [ ] open

\`\`\`ts
const answer: number = 42
\`\`\`

> Quoted, and $e = mc^2$.

This is the end of it.`
