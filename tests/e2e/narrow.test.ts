// Where there is less room: the end stays the end, and nothing that was written is covered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kith } from '../support/kith'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { ask, openNewThread, patience } from './steps/conversation'
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
