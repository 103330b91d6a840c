// Takes pictures of every screen into docs/screens: light, dark and narrow, and some in German. By hand: `npm run screens`.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { createGate, failure, startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { choose } from './steps/palette'
import { editPersona } from './steps/personas'
import { clearPictures, takePictures } from './steps/pictures'
import type { Look } from './steps/pictures'
import { connectProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { renameThread } from './steps/threads'

const plan = `Yes, by a little: **14.5 km on the river path**, flat, at the pace where you can still talk.

| Week | Long run | Hills |
| --- | --- | --- |
| this | 14.5 km | none |
| next | 16 km | two, easy |

The rule I would use:

\`\`\`python
def next_long_run(weeks, cap=18):
    longest = max(w.longest for w in weeks[-3:])
    return min(longest + 1.5, cap)  # km, never two rises in a row
\`\`\`

If the knee speaks before Monday, skip Tuesday.`

const memories = [
  'The left knee answers on the second day, not on the first',
  'Breakfast before long runs: porridge, ninety minutes ahead',
  'Prefers kilometres and the 24-hour clock',
]

describe('screens', () => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    await clearPictures(1, 29)
    server = await startModelServer()
    kith = await launchKith({ target: 'browser-host' })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const press = (keys: string) => screen.page.keyboard.press(keys)
  const button = (name: string | RegExp) => screen.page.getByRole('button', { name })

  // A page is loaded when it is first opened.
  const take = (name: string, which: readonly Look[] = ['light', 'dark', 'narrow']) =>
    takePictures(screen.page, name, which, 'main header')

  async function remember(what: string) {
    await ask(screen, `Remember that ${what}`)
    await screen.memory.getByRole('button', { name: 'Remember', exact: true }).first().click()
    await expect
      .poll(() => screen.memory.getByRole('button', { name: 'Remember', exact: true }).count(), patience)
      .toBe(0)
  }

  test('of conversations', async () => {
    await screen.composer.focus()
    await take('01-first-start')

    await screen.persona('Coach').click()
    await openNewThread(screen)
    await remember('I run on Tuesdays, Thursdays and Saturdays')
    await remember('my left knee dislikes hills')
    await ask(screen, 'Remember that the half marathon is on 18 April')
    await take('02-proposal')
    await screen.memory.getByRole('button', { name: 'Remember', exact: true }).first().click()

    const provider = { kind: 'OpenAI-compatible', name: 'Workshop', address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })

    await openNewThread(screen)
    server.setScript({ text: plan })
    await ask(screen, 'The knee was quiet all week. Can I make Saturday longer?', 'If the knee speaks')
    await renameThread(screen, 'The knee was quiet', 'Half marathon in April')
    await screen.page.getByRole('heading', { name: 'Half marathon in April' }).waitFor()
    await screen.composer.focus()
    await take('03-answer')
    await button(/^Used/).last().click()
    await expectText(screen.conversation, 'Also given')
    await take('04-receipt')

    await openNewThread(screen)
    const gate = createGate()
    gate.open(20)
    server.setScript({ text: plan, gate })
    await say(screen, 'And how would you decide how much?')
    await gate.held()
    await expectText(screen.answer, 'river path')
    await take('05-streaming')
    await screen.button('Stop').click()
    await expectAnswer(screen, 'stopped')
    gate.openAll()

    await openNewThread(screen)
    server.setScript(failure(401))
    await say(screen, 'Good. Write me a paragraph on the four.')
    await expectAnswer(screen, 'failed', 'did not accept the key')
    await take('06-error')
  })

  test('of what lies over them', async () => {
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('marathon')
    await screen.page
      .getByRole('option', { name: /Half marathon/ })
      .first()
      .waitFor()
    await take('07-palette')
    await press('Escape')
    await press('ControlOrMeta+/')
    await take('08-shortcuts')
    await press('Escape')
    await editPersona(screen, 'Coach')
    await take('09-persona')
    await press('Escape')
    await screen.thread('Half marathon').click()
    await expectText(screen.conversation, 'If the knee speaks')
    await choose(screen.page, 'Metadata of this thread')
    await screen.page.getByRole('dialog').waitFor()
    await take('10-metadata')
    await press('Escape')
    await screen.button('Thread actions').click()
    await screen.page.getByRole('menuitem', { name: 'Forget…' }).click()
    await expectText(screen.page.getByRole('alertdialog'), 'These go with it')
    await take('11-forget')
    await press('Escape')
  })

  test('of pages', async () => {
    await choose(screen.page, 'Open memory')
    await screen.page.getByRole('heading', { name: 'Memory', level: 1 }).waitFor()
    for (const memory of memories) {
      await screen.button('Write one down').first().click()
      await screen.page.getByRole('dialog').getByRole('textbox').first().fill(memory)
      await screen.page.getByRole('dialog').getByRole('button', { name: 'Remember', exact: true }).click()
      await expectText(screen.page.locator('main'), memory)
    }
    await take('12-memory')
    await choose(screen.page, 'See all personas')
    await take('13-personas')
    await choose(screen.page, 'Search everything')
    await screen.page.locator('main input').first().fill('knee')
    await expectText(screen.page.locator('main'), /found in/)
    await take('14-search')
    await choose(screen.page, 'Show statistics of memory and tokens')
    await take('15-statistics')
    await choose(screen.page, 'Look after the health of memory')
    await take('16-health')
  })

  test('of the settings, and in German', async () => {
    await openSettings(screen)
    await take('17-settings')
    await choose(screen.page, 'Appearance')
    await screen.page.getByRole('group', { name: 'Language' }).waitFor()
    await take('18-appearance')
    for (const [place, part] of [
      ['27-account', 'Open your account'],
      ['28-local-api', 'Let programs ask Kith'],
      ['29-profiles', 'Profiles'],
    ] as const) {
      await choose(screen.page, part)
      await take(place, ['light', 'dark'])
    }
    await screen.page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'Deutsch' }).click()
    await screen.page.getByRole('group', { name: 'Design' }).waitFor()
    await take('19-settings-german', ['light', 'narrow'])
    await button('Einstellungen schließen').click()
    await screen.page
      .getByRole('option', { name: /Half marathon/ })
      .first()
      .click()
    await expectText(screen.page.getByRole('log'), 'If the knee speaks')
    await button(/^Nutzte/)
      .last()
      .click()
    await take('20-receipt-german', ['light', 'narrow'])
    await press('ControlOrMeta+/')
    await take('21-shortcuts-german', ['light', 'narrow'])
    await press('Escape')
    for (const [place, action] of [
      ['22-memory', 'Gedächtnis öffnen'],
      ['23-search', 'Alles suchen'],
      ['24-personas', 'Alle Personas sehen'],
      ['25-statistics', 'Statistik zu Gedächtnis und Tokens zeigen'],
    ] as const) {
      await choose(screen.page, action)
      await take(`${place}-german`, ['light', 'narrow'])
    }
  })

  test('of right to left', async () => {
    await screen.page.evaluate("document.documentElement.dir = 'rtl'")
    await screen.page
      .getByRole('option', { name: /Half marathon/ })
      .first()
      .click()
    await expectText(screen.page.getByRole('log'), 'If the knee speaks')
    await take('26-mirrored', ['light', 'narrow'])
  })
})
