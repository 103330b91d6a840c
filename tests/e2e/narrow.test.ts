// Where there is less room: the end stays the end, and nothing that was written or found is covered or cut away.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, openNewThread, patience } from './steps/conversation'
import { choose } from './steps/palette'
import type { Screen } from './steps/screen'
import { oneTarget } from './targets'

describe.each(oneTarget)('where there is less room (%s)', (target) => {
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

  const resize = (width: number) => screen.page.setViewportSize({ width, height: 800 })

  test('who is at the end of an answer with a formula and a diagram stays there, whatever the width', async () => {
    await openNewThread(screen)
    server.setScript({ text: rich })
    await ask(screen, 'Show me all of it', 'The end.')
    await screen.conversation.getByRole('img').waitFor()
    for (const width of [1280, 480, 1280, 900, 480]) {
      await resize(width)
      // As long as it may be finding its place.
      await screen.page.waitForTimeout(900)
      await expect.poll(() => screen.page.evaluate(distanceToEnd), patience).toBe(0)
      expect(await screen.page.getByRole('button', { name: /^Jump to the latest/ }).count()).toBe(0)
    }
  })

  test('what one can do with one’s own words covers none of them, for a mouse and for a finger', async () => {
    await resize(1280)
    await openNewThread(screen)
    server.setScript({ text: 'Ok.' })
    const full =
      'These are my own words and they are as many as fill two whole lines of this narrow band, to its end, yes'
    await ask(screen, full, 'Ok.')
    const question = screen.questions.last()
    for (const width of [480, 620, 700, 900]) {
      await resize(width)
      await question.hover()
      await expect.poll(() => screen.page.evaluate(coveredWords), patience).toEqual({ isSeen: true, covered: 0 })
    }
    const session = await screen.page.context().newCDPSession(screen.page)
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 1 })
    for (const width of [480, 1280]) {
      await resize(width)
      await screen.composer.focus()
      await expect.poll(() => screen.page.evaluate(coveredWords), patience).toEqual({ isSeen: true, covered: 0 })
    }
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false })
  })

  test('what was found at the end of a long message is seen in its row, and in the palette', async () => {
    await resize(1280)
    await openNewThread(screen)
    server.setScript({ text: lateWord })
    await ask(screen, 'Which animal?', 'zebra')
    for (const width of [1280, 480]) {
      await resize(width)
      await choose(screen.page, 'Search everything')
      await screen.page.getByRole('combobox', { name: 'Search everything' }).fill('zebra')
      const mark = '[role=listbox][aria-busy=false] [role=option] mark'
      await screen.page.locator(mark).first().waitFor()
      expect(await screen.page.evaluate(isInItsText(mark))).toBe(true)
      await screen.page.keyboard.press('Escape')
    }
    await resize(1280)
    await screen.page.keyboard.press('ControlOrMeta+k')
    await screen.page.getByRole('dialog').getByRole('combobox').fill('zebra')
    await screen.page.locator('[role=dialog] mark').first().waitFor()
    expect(await screen.page.evaluate(isInItsText('[role=dialog] mark'))).toBe(true)
    await screen.page.keyboard.press('Escape')
  })
})

const distanceToEnd = `(() => {
  const log = document.querySelector('[role=log]')
  return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)
})()`

/** How many lines of the last question its actions lie over, and whether these can be seen. */
const coveredWords = `(() => {
  const turn = [...document.querySelectorAll('[data-role=user]')].at(-1)
  const range = document.createRange()
  range.selectNodeContents(turn.querySelector('.reading').firstChild)
  const actions = turn.querySelector('[data-message-actions]')
  const over = actions.getBoundingClientRect()
  const covered = [...range.getClientRects()].filter(
    ({ left, right, top, bottom }) => right > over.left && left < over.right && bottom > over.top + 4 && top < over.bottom - 4,
  )
  return { isSeen: getComputedStyle(actions).opacity === '1', covered: covered.length }
})()`

/** Whether the first such mark stands in the part of its text that is shown. */
const isInItsText = (selector: string) => `(() => {
  const mark = document.querySelector('${selector}')
  const box = mark.getBoundingClientRect()
  const shown = mark.closest('p, .truncate').getBoundingClientRect()
  return box.bottom <= shown.bottom + 1 && box.right <= shown.right + 1
})()`

const paragraphs = Array.from(
  { length: 6 },
  (_, index) => `Paragraph ${index} with words enough to wrap when the window is made narrow, and to be taller then.`,
)
const rich = `Formula

$$
\\int_0^\\infty e^{-x^2}\\,dx
$$

\`\`\`mermaid
graph TD
A[Tide] --> B[Ebb]
B --> C[Flood]
\`\`\`

${paragraphs.join('\n\n')}

The end.`

const lateWord = `| Week | Long run |
| --- | --- |
| this | 14.5 km |

The rule I would use is written here, in a text that is long enough to be cut, with many words before the one that is
looked for comes at the very end of it all, which is where a conclusion stands: the zebra.`
