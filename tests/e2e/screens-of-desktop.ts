// Pictures of what surrounds conversations: the settings of the desktop, the report, threads as files, the quick window. By hand,
// with the others: `npm run screens`.
import { afterAll, beforeAll, describe, test } from 'vitest'
import { launchKith } from '../support/kith'
import type { Kith } from '../support/kith'
import { ask, expectText } from './steps/conversation'
import { choose } from './steps/palette'
import { clearPictures, takePictures } from './steps/pictures'
import type { Look } from './steps/pictures'
import { openQuick } from './steps/quick'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { dropFile, fileWith, openingDialog, said } from './steps/thread-files'

const all: readonly Look[] = ['light', 'dark', 'narrow']

describe('screens', () => {
  let kith: Kith
  let screen: Screen
  const press = (keys: string) => screen.page.keyboard.press(keys)
  const dialog = () => screen.page.getByRole('dialog')

  beforeAll(async () => {
    await clearPictures(50, 69)
    kith = await launchKith({ target: 'browser-host' })
    screen = screenOf(kith.page)
    await screen.composer.waitFor()
    await ask(screen, 'When is high water on Sunday?')
  })
  afterAll(() => kith.stop())

  test('of threads as files', async () => {
    await choose(screen.page, 'Save this thread as…')
    await dialog().waitFor()
    await takePictures(screen.page, '50-save-thread', all, '[role=dialog]')
    await press('Escape')
    const question = said('a', null, 'How high does it come?')
    await dropFile(
      screen.page,
      'Tide.kith',
      fileWith([question, said('b', 'a', 'To the door.', { role: 'assistant' })]),
    )
    await expectText(openingDialog(screen.page), 'Tide tables')
    await takePictures(screen.page, '51-open-thread', all, '[role=dialog]')
    await press('Escape')
  })

  test('of the report', async () => {
    await choose(screen.page, 'See a report for whoever helps')
    await dialog().getByRole('region', { name: 'Text of the report' }).waitFor()
    await takePictures(screen.page, '52-report', all, '[role=dialog]')
    await press('Escape')
  })

  test('of the settings', async () => {
    await choose(screen.page, 'Tray, quick window, notifications, spelling')
    await takePictures(screen.page, '53-desktop', all, 'main header')
    await screen.button('Close settings').click()
  })

  test('of the quick window', async () => {
    const quick = await openQuick(kith)
    await takePictures(quick.page, '54-quick-window', ['narrow'], 'textarea')
    await ask(quick, 'And on Monday?')
    await takePictures(quick.page, '55-quick-answer', ['narrow'], 'article')
  })

  test('of a pane that cannot be shown', async () => {
    const observer = 'ResizeObserver'
    await screen.page.evaluate(`window.kept = ${observer}; ${observer} = function () { throw new TypeError('x') }`)
    await screen.threads.getByRole('option').first().click()
    await expectText(screen.page.getByRole('alert'), 'This thread could not be shown')
    await screen.page.evaluate(`${observer} = window.kept`)
    await takePictures(screen.page, '56-broken-pane', all, '[role=alert]')
  })
})
