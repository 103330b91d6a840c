// Two thousand threads: as quick to go through as two, with the keyboard and by name.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { makeManyThreads } from '../support/many-threads'
import { expectAccessible } from './steps/axe'
import { expectText, patience } from './steps/conversation'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

describeOn(oneTarget)('two thousand threads (%s)', (target) => {
  let kith: Kith
  let screen: Screen
  const focused = () => screen.threads.locator('[role=option]:focus')
  const press = (keys: string) => screen.page.keyboard.press(keys)

  beforeAll(async () => {
    kith = await launchKith({ target })
    screen = screenOf(kith.page)
    await screen.persona('No persona').click()
    await kith.stop()
    await makeManyThreads(kith.dataFolder, 2_000)
    await kith.restart()
    screen = screenOf(kith.page)
    await screen.persona('No persona').click()
    await screen.thread('Thread 00001').waitFor()
  }, 180_000)
  afterAll(() => kith.stop())

  test('the keyboard goes as far as the last of them, and the focus stays in the list', async () => {
    await screen.thread('Thread 00003').click()
    await screen.thread('Thread 00003').focus()
    await press('PageDown')
    await expectText(focused(), 'Thread 00013')
    // What is not read yet is read on the way. With Control the focus goes there and nothing is opened.
    const goToEnd = async () => {
      await press('ControlOrMeta+End')
      expect(await focused().innerText()).toContain('Thread 02000')
    }
    await vi.waitFor(goToEnd, { timeout: 50_000, interval: 300 })
    await press('End')
    await expectText(screen.questions.first(), 'Thread 02000')
    await expect.poll(() => focused().getAttribute('aria-posinset'), patience).toBe('2000')
    await expect.poll(() => focused().getAttribute('aria-setsize'), patience).toBe('2000')
    expect(await screen.threads.getByRole('option').count()).toBeLessThan(60)
    await expectAccessible(screen.page)
    await press('Home')
    await expectText(focused(), 'Thread 00001')
  }, 120_000)

  test('the palette finds the oldest by its title', async () => {
    await press('ControlOrMeta+k')
    await screen.page.keyboard.type('01999')
    await screen.page.getByRole('option', { name: /Thread 01999/ }).waitFor()
    await press('Enter')
    await expectText(screen.questions.first(), 'Thread 01999')
  })
})
