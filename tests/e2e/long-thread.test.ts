// A conversation of ten thousand messages, of which only those in view are drawn.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Kith } from '../support/kith'
import { makeLongThread } from '../support/long-thread'
import type { LongThread } from '../support/long-thread'
import { createGate } from '../support/model-server'
import type { ModelServer } from '../support/model-server'
import { launchConnected } from './steps/connected'
import { eventually, expectText, patience } from './steps/conversation'
import { numberedWords } from './steps/numbered-words'
import { screenOf } from './steps/screen'
import type { Screen } from './steps/screen'
import { describeOn, oneTarget } from './targets'

const messages = 10_000

describeOn(oneTarget)('a conversation of ten thousand messages (%s)', (target) => {
  let kith: Kith
  let server: ModelServer
  let screen: Screen
  let thread: LongThread

  beforeAll(async () => {
    ;({ kith, server, screen } = await launchConnected(target))
    await kith.stop()
    thread = await makeLongThread(kith.dataFolder, { messages })
    await kith.restart()
    screen = screenOf(kith.page)
  }, 180_000)
  afterAll(async () => {
    await kith.stop()
    await server.close()
  })

  const toLatest = () => screen.page.getByRole('button', { name: /^Jump to the latest/ })
  const message = (place: number) => screen.page.locator(`[data-message-id="${thread.idAt(place)}"]`)

  test('opens at its end, and says to a screen reader where that is', async () => {
    await screen.thread(thread.title).click()
    await expectText(message(messages), `Answer ${messages}`)
    await expect.poll(() => isInView(screen.page, thread.idAt(messages)), patience).toBe(true)
    expect(await message(messages).getAttribute('aria-posinset')).toBe(String(messages))
    expect(await message(messages).getAttribute('aria-setsize')).toBe(String(messages))
    expect(await drawn(screen)).toBeLessThan(60)
  })

  test('draws few messages however far one scrolls, and keeps what one reads in its place', async () => {
    const { page } = screen
    await screen.conversation.hover()
    let most = 0
    await scrollUntil(page, -900, async () => {
      most = Math.max(most, await drawn(screen))
      return (await firstInView(page)) < messages - 300
    })
    expect(most).toBeLessThan(60)
    // What is read ahead is put in above: what one looks at does not move for it.
    const [place, top] = await settledTop(page)
    await page.waitForTimeout(500)
    expect(await settledTop(page)).toEqual([place, top])
  })

  test('goes to a message in the middle, marks it, and goes back to where one was', async () => {
    const { page } = screen
    const [place, top] = await settledTop(page)
    await goTo(page, thread.idAt(5_000), thread.threadId)
    await expectText(message(5_000), 'Answer 5000')
    await expect.poll(() => isInView(page, thread.idAt(5_000)), patience).toBe(true)
    await expect.poll(() => message(5_000).getAttribute('aria-current'), patience).toBe('true')
    expect(await focused(page)).toBe(5_000)
    expect(await message(5_000).getAttribute('aria-posinset')).toBe('5000')

    await screen.button('Back to where you were').click()
    await eventually(async () => {
      const [backAt, backTop] = await settledTop(page)
      expect(backAt).toBe(place)
      expect(Math.abs(backTop - top)).toBeLessThan(3)
    })
    expect(await screen.button('Back to where you were').count()).toBe(0)
  })

  test('goes on upward and downward from the middle', async () => {
    const { page } = screen
    await goTo(page, thread.idAt(5_000), thread.threadId)
    await expect.poll(() => isInView(page, thread.idAt(5_000)), patience).toBe(true)
    await screen.conversation.hover()
    await scrollUntil(page, -900, async () => (await firstInView(page)) < 4_900)
    await scrollUntil(page, 900, async () => (await firstInView(page)) > 5_100)
    expect(await drawn(screen)).toBeLessThan(60)
  })

  test('the arrow keys go on beyond what is held', async () => {
    const { page } = screen
    await toLatest().click()
    await expect.poll(() => isInView(page, thread.idAt(messages)), patience).toBe(true)
    await screen.conversation.focus()
    for (let presses = 0; presses < 60; presses += 1) await page.keyboard.press('ArrowUp')
    // A message taller than the view takes more than one.
    await eventually(async () => {
      await page.keyboard.press('ArrowUp')
      expect(await focused(page)).toBeLessThan(messages - 60)
    })
    // What is still on its way has come to an end when one more step is one step.
    await eventually(async () => {
      const before = await focused(page)
      await page.keyboard.press('ArrowUp')
      expect(await focused(page)).toBe(before - 1)
    })
    const reached = await focused(page)
    await expect.poll(() => isInView(page, thread.idAt(reached)), patience).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await eventually(async () => expect(await focused(page)).toBe(reached + 2))

    await page.keyboard.press('Home')
    await eventually(async () => expect(await focused(page)).toBe(1))
    await page.keyboard.press('End')
    await eventually(async () => expect(await focused(page)).toBe(messages))
  })

  test('a view of another width keeps what one reads in it, and the end at the end', async () => {
    const { page } = screen
    const resize = async (width: number) => {
      await page.setViewportSize({ width, height: 800 })
      await page.waitForTimeout(700)
    }
    await goTo(page, thread.idAt(500), thread.threadId)
    await expect.poll(() => isInView(page, thread.idAt(500)), patience).toBe(true)
    await resize(1280)
    const [reading] = await settledTop(page)
    await resize(480)
    expect((await settledTop(page))[0]).toBe(reading)
    await resize(1280)
    expect((await settledTop(page))[0]).toBe(reading)

    await toLatest().click()
    await expect.poll(() => isInView(page, thread.idAt(messages)), patience).toBe(true)
    for (const width of [480, 1280]) {
      await resize(width)
      expect(await isInView(page, thread.idAt(messages))).toBe(true)
      await expect.poll(() => page.evaluate(distanceToEnd), patience).toBe(0)
    }
  })

  test('an answer that is written at the end does not move who reads above, and is counted', async () => {
    const { page } = screen
    const gate = createGate()
    gate.open(5)
    server.setScript([{ text: numberedWords(400), gate }])
    await screen.composer.fill('One more question')
    await screen.button('Send').click()
    await eventually(async () => expect(await screen.answer.getAttribute('data-status')).toBe('streaming'))
    await screen.conversation.hover()
    await page.mouse.wheel(0, -3_000)
    const [place, top] = await settledTop(page)
    await watchTouched(page)
    gate.open(400)
    await screen.page.getByText(/\d+ new words/).waitFor()
    await eventually(async () => expect(await page.getByText(/^[34]\d\d new words/).count()).toBe(1))
    expect(await settledTop(page)).toEqual([place, top])
    expect(await page.evaluate('window.touched.size')).toBeLessThanOrEqual(1)

    await toLatest().click()
    await expectText(screen.answer, 'w400')
    await expect.poll(() => screen.answer.getAttribute('data-status'), patience).toBe('complete')
  })

  test('in view, only the answer that grows is touched', async () => {
    const { page } = screen
    const gate = createGate()
    gate.open(5)
    server.setScript([{ text: numberedWords(100, 'x'), gate }])
    await screen.composer.fill('And another')
    await screen.button('Send').click()
    await expectText(screen.answer, 'x005')
    const answerId = await screen.answer.getAttribute('data-message-id')
    await watchTouched(page)
    gate.open(90)
    await expectText(screen.answer, 'x090')
    expect(await page.evaluate('[...window.touched]')).toEqual([answerId])
    gate.open(100)
    await expect.poll(() => screen.answer.getAttribute('data-status'), patience).toBe('complete')
  })

  test('words are quoted, by key, from a selection and by the menu; a thread is forked from a message', async () => {
    const { page } = screen
    await goTo(page, thread.idAt(200), thread.threadId)
    await expect.poll(() => focused(page), patience).toBe(200)
    await page.keyboard.press('q')
    await expect
      .poll(() => screen.composer.inputValue(), patience)
      .toMatch(/^> \*\*Answer 200\.\*\*.*\n>\n> - patience/)
    await page.keyboard.type('Mine')
    expect(await screen.composer.inputValue()).toMatch(/\n\nMine$/)
    await screen.composer.fill('')

    await message(199).getByText('Question 199').click({ clickCount: 3 })
    await page.getByRole('toolbar', { name: 'What you have selected' }).getByRole('button', { name: 'Quote' }).click()
    await expect.poll(() => screen.composer.inputValue(), patience).toMatch(/^> Question 199: what does/)
    await screen.composer.fill('')

    await message(200).hover()
    await message(200).getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'New thread from here' }).click()
    await screen.thread(`Copy of ${thread.title}`).waitFor()
    await eventually(async () =>
      expect(await screen.conversation.getByRole('article').last().innerText()).toContain('Answer 200'),
    )
    expect(await screen.conversation.getByRole('article').last().getAttribute('aria-setsize')).toBe('200')
    await screen.thread(thread.title).first().waitFor()
  })
})

/** How many messages are drawn. */
function drawn(screen: Screen): Promise<number> {
  return screen.conversation.getByRole('article').count()
}

/** Takes down from now on, as `touched`, in which messages anything changes. */
async function watchTouched(page: Page): Promise<void> {
  await page.evaluate(`{
    window.touched = new Set()
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const turn = (target.nodeType === 1 ? target : target.parentElement)?.closest('[data-message-id]')
        if (turn) window.touched.add(turn.dataset.messageId)
      }
    }).observe(document.querySelector('[role=log]'), { subtree: true, childList: true, characterData: true, attributes: true })
  }`)
}

/** Opens a link to a message. */
async function goTo(page: Page, messageId: string, threadId: string): Promise<void> {
  await page.evaluate(`location.hash = '#/thread/${threadId}/message/${messageId}'`)
}

/** Turns the wheel, a bit at a time as a hand does, until this is so. */
async function scrollUntil(page: Page, step: number, isThere: () => Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 300; turns += 1) {
    await page.mouse.wheel(0, step)
    await page.waitForTimeout(30)
    if (await isThere()) return
  }
  throw new Error('However far one scrolls, it is not reached.')
}

const distanceToEnd = `(() => {
  const log = document.querySelector('[role=log]')
  return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)
})()`

function isInView(page: Page, messageId: string): Promise<boolean> {
  return page.evaluate(`(() => {
    const log = document.querySelector('[role=log]')?.getBoundingClientRect()
    const turn = document.querySelector('[data-message-id="${messageId}"]')?.getBoundingClientRect()
    return Boolean(log && turn && turn.bottom > log.top && turn.top < log.bottom)
  })()`)
}

/** The place of the message at the top of the view, and where its top stands, once nothing moves any more. */
async function settledTop(page: Page): Promise<[number, number]> {
  let before = await topOfView(page)
  for (let looks = 0; looks < 40; looks += 1) {
    await page.waitForTimeout(100)
    const now = await topOfView(page)
    if (now[0] === before[0] && now[1] === before[1]) return now
    before = now
  }
  throw new Error('The conversation does not come to rest.')
}

async function firstInView(page: Page): Promise<number> {
  return (await topOfView(page))[0]
}

function topOfView(page: Page): Promise<[number, number]> {
  return page.evaluate(`(() => {
    const log = document.querySelector('[role=log]').getBoundingClientRect().top
    const turns = [...document.querySelectorAll('[data-message-id]')]
    const first = turns.find((turn) => turn.getBoundingClientRect().bottom > log + 1)
    return [Number(first?.getAttribute('aria-posinset') ?? -1), Math.round(first?.getBoundingClientRect().top ?? 0)]
  })()`)
}

function focused(page: Page): Promise<number> {
  return page.evaluate(`Number(document.activeElement?.getAttribute('aria-posinset') ?? -1)`)
}
