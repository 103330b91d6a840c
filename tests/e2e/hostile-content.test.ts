// More than 300 texts that try to run, fetch or lead somewhere, in every place that shows what somebody else wrote. Each
// is only words there. What Markdown makes of each of them is tested beside it, in src/renderer/ui/markdown.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flag } from '../../src/shared/markdown/testing/hostile-payloads'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { startModelServer } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { ask, expectAnswer, expectText, openNewThread, patience, say } from './steps/conversation'
import { expectHarmless } from './steps/harmless'
import { addHostilePersona, hostileName, hostileTexts } from './steps/hostile'
import { closeSettings, connectProvider, openSettings } from './steps/providers'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { addServer, card, sayOnCard } from './steps/tools'
import { describeOn, orStack, targets } from './targets'
import { watchPage } from './steps/watch-page'
import type { Watched } from './steps/watch-page'

const harmless = `
\`\`\`ts
const answer = 42 // of all
\`\`\`

\`\`\`mermaid
graph TD
A[Tide] --> B[Ebb]
\`\`\`

Then $x^2$ and

$$
\\frac{a}{b}
$$

The end.`

describeOn(orStack(targets))('hostile content (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let watched: Watched

  beforeAll(async () => {
    server = await startModelServer({ models: ['practice-small', `"><img src=x onerror=${flag}=1>`] })
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    watched = await watchPage(kith.page, flag)
    const provider = { kind: 'OpenAI-compatible', name: `<svg onload=${flag}=1>`, address: server.url } as const
    await connectProvider(screen, { ...provider, key: 'sk-scripted', model: 'practice-small' })
  })
  afterAll(async () => {
    await kith.stop()
    await server.close()
    await watched.stop()
  })

  const expectNothing = async () => expect(await watched.trouble()).toEqual([])
  const dialog = () => screen.page.getByRole('dialog')
  const texts = (part: 'alone' | 'all') => hostileTexts(watched.origin, part)

  test('in names: of a persona, a provider, a model, a thread, a file', async () => {
    await addHostilePersona(screen, texts('alone').join('\n'))

    server.setTitle(`<img src=${watched.origin}/title.png onerror=${flag}=1> {{title}}`)
    server.setScript({ text: 'Understood.' })
    await openNewThread(screen)
    const file = {
      name: `${hostileName}.txt`.replaceAll(/["/]/g, "'"),
      mimeType: 'text/plain',
      // With a NUL in it it would be no text.
      buffer: Buffer.from(texts('all').join('\n').replaceAll('\0', '')),
    }
    await screen.page.locator('input[type=file]').setInputFiles([file])
    await screen.page.getByRole('button', { name: /^Remove .*onerror/ }).waitFor()
    await ask(screen, 'Read this', 'Understood.')
    await screen.questions
      .last()
      .getByRole('button', { name: /onerror/ })
      .click()
    await expectText(dialog(), '<script>')
    await screen.page.keyboard.press('Escape')
    await screen.thread(/\{\{title\}\}/).waitFor()

    await openSettings(screen)
    await expectText(screen.page.locator('main'), '<svg onload')
    await closeSettings(screen)
    await expectNothing()
  })

  test('in messages, thoughts, tool calls and what came back', async () => {
    const all = texts('all').join('\n\n')
    await openNewThread(screen)
    server.setScript([
      {
        reasoning: all,
        toolCalls: [
          { name: 'recall', arguments: { query: `<img src=x onerror=${flag}=1>`, [`<svg onload=${flag}=1>`]: all } },
        ],
      },
      { text: `${all}\n\n${harmless}` },
    ])
    await ask(screen, all)
    await expectAnswer(screen, 'complete', 'The end.')
    // All that comes later has come: colours, formulas, the picture of a diagram.
    await screen.answer.locator('[data-token]').first().waitFor({ state: 'attached' })
    await screen.answer.getByRole('img', { name: 'Diagram', exact: true }).last().waitFor({ state: 'attached' })
    await screen.answer.locator('.katex').first().waitFor({ state: 'attached' })
    await screen.page.evaluate(
      `for (const fold of document.querySelectorAll('main article button[aria-expanded=false]:not([aria-haspopup])')) fold.click()`,
    )
    await screen.questions
      .last()
      .getByRole('button', { name: /^Show all/ })
      .click()
    await expectHarmless(screen.page)
    await expectNothing()
  })

  test('in what a tool is to be given, on the card that asks, why it does not fit, and what the tool says', async () => {
    const all = texts('all').join('\n\n').replaceAll('\0', '')
    await addServer(screen)
    await openNewThread(screen)
    server.setScript(({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'Written.' }
        : { toolCalls: [{ name: 'Desk_write', arguments: { note: all, [`<svg onload=${flag}=1>`]: all } }] },
    )
    await say(screen, 'Write all of this down')
    await expectText(card(screen), 'This is not what write takes')
    await expectHarmless(screen.page)
    await sayOnCard(screen, 'Edit')
    await card(screen)
      .getByLabel('What it is given, edited')
      .fill(JSON.stringify({ note: all }))
    await sayOnCard(screen, 'Allow this')
    await expectAnswer(screen, 'complete', 'Written.')
    await screen.answer.getByRole('button', { name: /^You allowed, edited/ }).click()
    await expectText(screen.answer, 'Noted:')
    await expectHarmless(screen.page)
    await expectNothing()
  })

  test('in memories, proposals with their words, and notes', async () => {
    const facts = texts('alone').slice(0, 8)
    server.setExtraction(
      JSON.stringify(
        facts.map((fact) => ({ kind: 'fact', importance: 'normal', label: 'new', fact, quote: 'I said so' })),
      ),
    )
    server.setScript({ text: 'I see.' })
    await openNewThread(screen)
    await ask(screen, `I said so. ${facts.join('\n')}`, 'I see.')
    const inbox = screen.page.getByRole('region', { name: /would like to remember/ })
    await expect
      .poll(() => inbox.locator('[data-proposal]').count(), { timeout: 40_000, interval: 100 })
      .toBeGreaterThan(0)
    await inbox.getByRole('button', { name: 'Remember', exact: true }).first().click()
    await expectText(inbox, 'Remembered')

    const memory = screen.page.getByRole('complementary')
    await memory.getByRole('button', { name: 'Write one yourself' }).click()
    await memory.getByRole('textbox', { name: 'Notes' }).fill(texts('alone').join('\n\n').slice(0, 19_000))
    await memory.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => memory.locator('.markdown').count(), patience).toBeGreaterThan(0)
    await expectHarmless(screen.page)
    await expectNothing()
  })
})
