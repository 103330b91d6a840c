// What one does every day, without a pointer: the rest of the ten tasks whose beginning is in keyboard.test.ts.
// From row to row within a receipt one goes in receipt-panel.test.ts.
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { eventually, expectAnswer, expectText, patience } from './steps/conversation'
import { hasFocus, moveTo, tabTo } from './steps/keyboard'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget, orStack } from './targets'

const fact = 'The boat is nine metres long.'

describeOn(orStack(oneTarget))('every day with the keyboard alone (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  const press = (keys: string) => screen.page.keyboard.press(keys)
  const type = (text: string) => screen.page.keyboard.type(text)
  const dialog = () => screen.page.getByRole('dialog')
  const focused = (target: Locator) => expect.poll(() => hasFocus(target), patience).toBe(true)

  beforeAll(async () => {
    server = await startModelServer()
    server.setScript({ text: 'Noted.' })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  /** By way of the palette. */
  async function command(words: string): Promise<void> {
    await press('ControlOrMeta+k')
    await type(words)
    await press('Enter')
  }
  async function send(text: string, answer: string | RegExp): Promise<void> {
    await focused(screen.composer)
    await type(text)
    await press('Enter')
    await expectText(screen.questions.last(), text)
    await expectAnswer(screen, 'complete', answer)
  }

  test('what is typed right behind the keys of the palette is not lost after a reload', async () => {
    await screen.page.reload()
    await screen.composer.waitFor()
    await command('Connect a provider')
    await screen.page.getByRole('group', { name: 'Kind of provider' }).waitFor()
  })

  test('a provider is set up, tested, saved and chosen', async () => {
    const { page } = screen
    const kind = page.getByRole('button', { name: 'OpenAI-compatible', exact: true })
    const form = page.getByRole('form', { name: 'Add provider' })
    await tabTo(screen, kind, 'Shift+Tab')
    await press('Enter')
    for (const [label, text] of [
      ['Name', 'Scripted'],
      ['Address', server.url],
      ['Key', 'sk-scripted'],
    ] as const) {
      await tabTo(screen, form.getByLabel(label, { exact: true }))
      await press('ControlOrMeta+A')
      await type(text)
    }
    await tabTo(screen, screen.button('Test connection'))
    await press('Enter')
    await expect
      .poll(() => page.getByLabel('Models', { exact: true }).inputValue(), patience)
      .toContain('practice-small')
    await tabTo(screen, screen.button('Save'), 'Shift+Tab')
    await press('Enter')
    await eventually(async () => expect(await page.getByLabel('Address', { exact: true }).count()).toBe(0))
    await press('Escape')
    await screen.composer.waitFor()
    await tabTo(screen, screen.model)
    await press('Enter')
    const wanted = page.getByRole('menuitemradio', { name: /practice-small/ })
    await wanted.waitFor()
    await moveTo(screen, wanted, 'ArrowDown')
    await press('Enter')
    await expectText(screen.model, 'practice-small')
  })

  test('a persona is made and talked to', async () => {
    await tabTo(screen, screen.button('New persona'))
    await press('Enter')
    const own = screen.page.getByRole('button', { name: /^Write your own/ })
    await own.waitFor()
    await tabTo(screen, own)
    await press('Enter')
    const name = dialog().getByLabel('Name', { exact: true })
    await name.waitFor()
    await tabTo(screen, name)
    await type('Skipper')
    await tabTo(screen, screen.button('Save'))
    await press('Enter')
    await eventually(async () => expect(await dialog().count()).toBe(0))
    await command('Talk to Skipper')
    await focused(screen.composer)
    expect(await screen.persona('Skipper').getAttribute('aria-selected')).toBe('true')
  })

  test('a proposal is accepted', async () => {
    server.setExtraction(JSON.stringify([{ kind: 'fact', importance: 'normal', label: 'new', fact, quote: fact }]))
    await send(`By the way: ${fact}`, 'Noted.')
    const proposal = screen.page.locator('[data-proposal]')
    await proposal.waitFor({ timeout: 40_000 })
    server.setExtraction('[]')
    await press('ControlOrMeta+3')
    await tabTo(screen, proposal)
    await press('a')
    await expectText(screen.memory, 'Remembered')
  })

  test('an answer is given again, and a question is asked otherwise', async () => {
    server.setScript([{ text: 'Once.' }, { text: 'Again.' }, { text: 'Otherwise.' }])
    await command('New thread')
    await send('How long is the boat?', 'Once.')
    await tabTo(screen, screen.button('Answer again'), 'Shift+Tab')
    await press('Enter')
    await expectAnswer(screen, 'complete', 'Again.')
    await press('ControlOrMeta+2')
    await tabTo(screen, screen.conversation)
    await press('ArrowUp')
    await press('ArrowUp')
    await focused(screen.questions.last())
    const edit = screen.questions.last().getByRole('button', { name: 'Edit', exact: true })
    await tabTo(screen, edit)
    await press('Enter')
    await press('ControlOrMeta+A')
    await type('How long is the boat in feet?')
    await press('Enter')
    await expectAnswer(screen, 'complete', 'Otherwise.')
    await expectText(screen.questions.last(), 'in feet')
  })

  test('what was said is searched for and jumped to', async () => {
    await press('ControlOrMeta+Shift+f')
    const field = screen.page.getByRole('combobox', { name: 'Search everything' })
    await focused(field)
    await type('way metres role:me')
    await press('Space')
    await screen.page.locator('[role=listbox][aria-busy=false] [role=option]').first().waitFor()
    await press('Enter')
    await eventually(async () => expect(await screen.conversation.locator('article:focus').count()).toBe(1))
    await expectText(screen.conversation.locator('article:focus'), 'By the way')
  })

  test('a receipt is opened, what it used is looked at where it was said, and right then one goes back', async () => {
    server.setScript({ text: 'Nine metres.' })
    await command('New thread')
    await send('How many metres is the boat?', 'Nine metres.')
    const line = screen.answer.getByRole('button', { name: /^Used (\d+|no) memor/ })
    const used = screen.answer.getByRole('region', { name: 'Used', exact: true })
    // The message it was said in may be used as well, before it or behind it.
    const row = used.locator('[data-receipt-row]').filter({ hasText: /^The boat/ })
    const reachRow = async () => {
      await tabTo(screen, used.locator('[data-receipt-row][tabindex="0"]'))
      await moveTo(screen, row, 'ArrowDown')
    }
    await line.waitFor()
    await tabTo(screen, line, 'Shift+Tab')
    await press('Enter')
    await row.waitFor()
    await reachRow()
    expect(await row.innerText()).toBe(fact)
    await press('Tab')
    await press('Enter')
    await expectText(screen.conversation.locator('article:focus'), 'By the way')
    await press('Alt+ArrowLeft')
    await expectText(used, fact)
    await focused(screen.conversation)

    // As soon as there is a way back, before the message is drawn and has the focus.
    await reachRow()
    await press('Tab')
    await press('Enter')
    await screen.button('Back to where you were').waitFor()
    await press('Alt+ArrowLeft')
    await expectText(used, fact)
    await focused(screen.conversation)
  })

  test('a memory is changed', async () => {
    await command('Open memory')
    const row = screen.page.getByRole('row', { name: fact })
    await row.waitFor()
    await tabTo(screen, row)
    await press('Enter')
    const detail = screen.page.getByRole('complementary', { name: 'One memory' })
    const edit = detail.getByRole('button', { name: 'Edit' })
    await edit.waitFor()
    await tabTo(screen, edit)
    await press('Enter')
    await focused(screen.page.getByRole('textbox', { name: 'What is remembered' }))
    await press('ControlOrMeta+A')
    await type('The boat is ten metres long.')
    await press('ControlOrMeta+Enter')
    await screen.page.getByRole('row', { name: 'The boat is ten metres long.' }).waitFor()
  })
})
