// The page of all that is remembered, by keyboard: from nothing, with one memory, and with five thousand.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Kith } from '../support/kith'
import { makeManyMemories } from '../support/many-memories'
import type { ModelServer } from '../support/model-server'
import { expectAccessible } from './steps/axe'
import { launchConnected } from './steps/connected'
import { ask, eventually, expectText, openNewThread, patience } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('the page of memories (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    await screen.persona('No persona').click()
  }, 120_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const page = () => screen.page
  const press = (keys: string) => page().keyboard.press(keys)
  const tab = (name: RegExp) => page().getByRole('tab', { name })
  const rows = () => page().getByRole('grid', { name: 'Memories' }).locator('[data-memory]')
  const row = (name: string | RegExp) => page().getByRole('row', { name })
  const detail = () => page().getByRole('complementary', { name: 'One memory' })
  const field = (name: string) => page().getByRole('textbox', { name, exact: true })
  async function openPage(): Promise<void> {
    await choose(page(), 'Open memory')
    await page().getByRole('heading', { name: 'Memory', exact: true, level: 1 }).waitFor()
  }

  test('is opened from the palette, says what belongs there, and takes one down', async () => {
    await openPage()
    await expectText(page().getByRole('tabpanel'), 'Nothing is remembered yet.')
    await expectAccessible(page())
    await screen.button('Write one down').first().click()
    await eventually(async () => expect(await page().locator('textarea:focus').count()).toBe(1))
    await page().keyboard.type('The knees answer on the second day')
    await screen.button('Remember').click()
    await expectText(detail(), 'The knees answer on the second day')
    await expect.poll(() => rows().count(), patience).toBe(1)
  })

  test('a memory is changed, tagged, looked at as it was, and says that again', async () => {
    await detail().getByRole('button', { name: 'Edit' }).click()
    await field('What is remembered').fill('The left knee answers on the second day')
    await press('ControlOrMeta+Enter')
    await expectText(detail().getByRole('region', { name: 'History' }), /knees answer/)
    await detail().getByRole('textbox', { name: 'Tags' }).fill('knee, training')
    await press('Enter')
    await screen.button('Filter').click()
    await page().getByRole('menuitemradio', { name: 'knee 1' }).click()
    await expect.poll(() => rows().count(), patience).toBe(1)
    await screen.button('Take off the filter “tag: knee”').click()
    await detail().getByRole('button', { name: 'Say this again' }).click()
    await expect.poll(() => row('The knees answer on the second day').count(), patience).toBe(1)
    await expectAccessible(page())
  })

  test('one memory is shared with a persona and taken back; beside other tabs it is not shown', async () => {
    const sharing = () => detail().getByRole('region', { name: 'Who may read it' })
    await sharing().getByRole('button', { name: 'Let another one read it…' }).press('Enter')
    await press('Enter')
    await page().getByRole('option', { name: 'Researcher' }).press('Enter')
    await sharing().getByRole('button', { name: 'Share', exact: true }).press('Enter')
    await sharing().getByRole('button', { name: 'Take back from Researcher' }).waitFor()
    await expectAccessible(page())
    await tab(/Statistics/).click()
    await eventually(async () => expect(await detail().count()).toBe(0))
    await tab(/Memories/).click()
    await sharing().getByRole('button', { name: 'Take back from Researcher' }).press('Enter')
    await eventually(async () => expect(await sharing().getByRole('listitem').count()).toBe(1))
  })

  test('what was written is kept when another window was faster, which says so and lets one choose', async () => {
    await detail().getByRole('button', { name: 'Edit' }).click()
    await field('What is remembered').fill('Mine: the left knee')
    const other = screenOf(await kith.newWindow())
    await other.button('Show what is known').click()
    const there = other.page.getByRole('region', { name: 'Memories' })
    await there.getByRole('button', { name: 'Edit' }).click()
    await there.getByRole('textbox', { name: 'What is remembered' }).fill('Theirs')
    await there.getByRole('button', { name: 'Save' }).click()
    await expectText(detail(), /It was changed elsewhere while you were writing. Now it says:\s+Theirs/)
    expect(await field('What is remembered').inputValue()).toBe('Mine: the left knee')
    await detail().getByRole('button', { name: 'Keep mine' }).click()
    await detail().getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => row('Mine').count(), patience).toBe(1)
    await other.page.close()
  })

  test('an answer that used it is one click away, and so is the way back', async () => {
    server.setScript([{ text: 'Mine it is.' }])
    await openNewThread(screen)
    await ask(screen, 'What do you know of the left knee?', 'Mine it is.')
    await openPage()
    await row('Mine').focus()
    await press('Enter')
    const uses = detail().getByRole('region', { name: 'Used for' })
    await uses.getByRole('button').first().click()
    await expectText(screen.answer, 'Mine it is.')
    await screen.button('Back to where you were').click()
    await expectText(detail(), 'Mine')
  })

  test('notes are written, seen as the model is given them, and undone', async () => {
    await tab(/Notes/).click()
    const panel = page().getByRole('tabpanel')
    await panel.getByRole('button', { name: 'Write one yourself' }).click()
    await page().keyboard.type('- Tuesday')
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByRole('button', { name: 'Edit' }).click()
    await page().keyboard.type(' and Friday')
    await panel.getByRole('button', { name: 'What the model is given' }).click()
    await expectText(panel.getByRole('group', { name: 'What the model is given' }), '- Tuesday and Friday')
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByRole('button', { name: 'History' }).click()
    await panel.getByRole('button', { name: 'Say this again' }).first().click()
    await expect.poll(() => panel.locator('.reading-small').innerText(), patience).toBe('Tuesday')
    await expectAccessible(page())
  })

  describe('with five thousand of them', () => {
    beforeAll(async () => {
      await kith.stop()
      await makeManyMemories(kith.dataFolder, { memories: 5_000, proposals: 500 })
      await kith.restart()
      screen = screenOf(kith.page)
      await page()
        .getByRole('navigation')
        .getByRole('button', { name: /^Memory/ })
        .waitFor()
      await openPage()
    }, 180_000)

    test('draws those in view, and reads on as the keyboard goes to their end', async () => {
      await row('Memory 0001').focus()
      const focused = page().locator('[data-memory]:focus')
      const goToEnd = async () => {
        await press('End')
        const label = (await focused.count()) > 0 ? await focused.getAttribute('aria-label') : null
        expect(Number(/Memory (\d+)/.exec(label ?? '')?.[1] ?? 0)).toBeGreaterThan(700)
      }
      await vi.waitFor(goToEnd, { timeout: 60_000, interval: 200 })
      expect(await rows().count()).toBeLessThan(80)
      await press('Home')
      await row('Memory 0001').waitFor()
    }, 120_000)

    test('a letter with Control is a command of the window, and moves nothing', async () => {
      await row('Memory 0003').focus()
      await press('ControlOrMeta+k')
      await page().getByRole('dialog').getByRole('combobox').waitFor()
      await press('Escape')
      await expect
        .poll(() => page().locator('[data-memory]:focus').getAttribute('aria-label'), patience)
        .toContain('Memory 0003')
    })

    test('a dialog stays on top when the window becomes narrow under it, and the sheet comes after', async () => {
      await row('Memory 0003').press('Enter')
      await detail().getByRole('button', { name: 'Metadata' }).click()
      const dialog = page().getByRole('dialog', { name: /Metadata/ })
      await dialog.waitFor()
      await page().setViewportSize({ width: 480, height: 800 })
      await dialog.getByRole('button', { name: 'Close' }).first().click()
      await page().getByRole('dialog', { name: 'One memory' }).waitFor()
      await page().setViewportSize({ width: 1440, height: 900 })
      await detail().getByRole('button', { name: 'Close this memory' }).click()
    })

    test('several are deleted by key and brought back, and the focus goes to the next', async () => {
      await row('Memory 0001').focus()
      await press('Space')
      await press('Shift+ArrowDown')
      await page().getByRole('toolbar', { name: '2 selected' }).waitFor()
      await press('Delete')
      await expect.poll(() => row('Memory 0002').count(), patience).toBe(0)
      await expect
        .poll(() => page().locator('[data-memory]:focus').getAttribute('aria-label'), patience)
        .toContain('Memory 0003')
      await press('ControlOrMeta+z')
      await expect.poll(() => row('Memory 0002').count(), patience).toBe(1)
      await screen.button('Timeline').click()
      await row('Today').waitFor()
      await expectAccessible(page())
    })

    test('five hundred proposals are gone through by key', async () => {
      await tab(/To review 500/).click()
      const proposals = page().locator('[data-proposal]')
      await proposals.first().focus()
      expect(await proposals.count()).toBeLessThan(60)
      await press('j')
      await press('r')
      await expectText(page().getByRole('tabpanel'), 'Not kept, and not asked again')
      await press('a')
      await expectText(page().getByRole('tabpanel'), 'Remembered')
      await expect.poll(() => tab(/To review 498/).count(), patience).toBe(1)
      await expectAccessible(page())
    })

    test('without a connection it says so and shows what it has', async () => {
      await tab(/Memories/).click()
      await kith.kill()
      await expectText(page().getByRole('tabpanel'), 'No connection to Kith. This is what was read last.')
      expect(await rows().count()).toBeGreaterThan(0)
    })
  })
})
