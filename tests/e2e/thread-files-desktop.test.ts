// Files the system asks the desktop app to open, and where it saves them.
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runStandIn, startStandIn } from '../support/electron/attach'
import type { AttachedStandIn } from '../support/electron/attach'
import { root } from '../support/targets/target'
import { eventually, expectText } from './steps/conversation'
import { choose } from './steps/palette'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { bringIn, fileWith, openingDialog, said } from './steps/thread-files'
import { targets } from './targets'

describe.runIf(targets.includes('standin'))('threads as files in the desktop app', () => {
  let folder: string
  let standIn: AttachedStandIn
  let page: Page
  let screen: Screen

  const file = (name: string, words: string) => {
    writeFileSync(join(folder, name), fileWith([said('a', null, words)], { title: words }))
    return join(folder, name)
  }
  const start = async (args: readonly string[] = []) => {
    standIn = await startStandIn(root, { KITH_DATA: join(folder, 'data') }, args)
    ;[page] = (await standIn.windows(1)) as [Page]
    screen = screenOf(page)
  }

  /** The windows that were shown, in that order. */
  const shown = async () => [
    ...new Set((await standIn.records()).flatMap(({ what, detail }) => (what === 'show' ? [detail] : []))),
  ]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kith-files-'))
    await start([file('first.kith', 'With the first start')])
  })
  afterAll(async () => {
    await standIn.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('the one it was started with is shown when there is a window, and becomes a thread only when that is wanted', async () => {
    await expectText(openingDialog(page), 'With the first start')
    await bringIn(page)
    await expectText(screen.questions.first(), 'With the first start')
  })

  test('one of a second start is shown in the Kith that is open, and the second one ends', async () => {
    const second = runStandIn(root, { KITH_DATA: join(folder, 'data') }, [file('second.kith', 'With a second start')])
    expect(await second.ended).toBe(0)
    await expectText(openingDialog(page), 'With a second start')
    await page.keyboard.press('Escape')
    await openingDialog(page).waitFor({ state: 'detached' })
  })

  test('one that macOS hands over is shown; one that is gone is said to be', async () => {
    await standIn.ask({ ask: 'open file', path: file('third.kith', 'From the Finder') })
    await expectText(openingDialog(page), 'From the Finder')
    await page.keyboard.press('Escape')
    await standIn.ask({ ask: 'open file', path: join(folder, 'gone.kith') })
    await expectText(openingDialog(page), 'The system does not let Kith read it.')
    await page.keyboard.press('Escape')
  })

  test('where to save it is asked over the window it is saved from, whichever has the focus', async () => {
    const [asking] = await shown()
    await standIn.ask({ ask: 'choose from menu', id: 'new-window' })
    const [, other] = (await standIn.windows(2)) as [Page, Page]
    // Which gives it the focus.
    await eventually(async () => expect(await shown()).toHaveLength(2))
    await choose(page, 'Save this thread as')
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    await eventually(async () =>
      expect((await standIn.records()).at(-1)).toMatchObject({ what: 'save dialog', detail: { over: asking } }),
    )
    await page.keyboard.press('Escape')
    await other.close()
  })

  test('it is saved where its owner chooses, whole, and not at all when they think better of it', async () => {
    const saving = async () => {
      await choose(page, 'Save this thread as')
      await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
    }
    await saving()
    await eventually(async () => expect((await standIn.records()).at(-1)?.what).toBe('save dialog'))
    await page.keyboard.press('Escape')
    const path = join(folder, 'chosen.md')
    await standIn.ask({ ask: 'answer file dialogs', path })
    await saving()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(readFileSync(path, 'utf8')).toContain('With the first start')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    await standIn.ask({ ask: 'answer file dialogs', path: join(folder, 'nowhere', 'chosen.md') })
    await saving()
    await expectText(page.getByRole('dialog'), 'The thread was not saved')
    await page.keyboard.press('Escape')
  })
})
