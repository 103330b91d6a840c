// What a person does in a conversation, and what they wait for.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { Screen } from './screen'

/** How long a step may take on a busy computer. Not a promise of speed. */
export const patience = { timeout: 20_000, interval: 50 }

/** Waits until this passes. As `expect.poll`, and also in hooks and in benches, where Vitest does not run. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const end = performance.now() + patience.timeout
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(patience.interval)
    }
  }
}

export type Status = 'complete' | 'streaming' | 'stopped' | 'failed'

/** Opens an empty thread of the persona that is open. */
export async function openNewThread(screen: Screen): Promise<void> {
  await screen.button('New thread').click()
  await eventually(async () => expect(await screen.questions.count()).toBe(0))
}

/** Types and sends. Resolves when the message stands in the conversation and the field is free again. */
export async function say(screen: Screen, text: string): Promise<void> {
  const before = await screen.questions.count()
  await screen.composer.fill(text)
  await screen.button('Send').click()
  await eventually(async () => expect(await screen.questions.count()).toBe(before + 1))
  await eventually(async () => expect(await screen.composer.inputValue()).toBe(''))
}

/** Waits until the last answer has got to this. */
export async function expectAnswer(screen: Screen, status: Status, text?: string | RegExp): Promise<void> {
  await eventually(async () => expect(await statusOf(screen.answer)).toBe(status))
  if (text !== undefined) await expectText(screen.answer, text)
}

export async function expectText(locator: Locator, text: string | RegExp): Promise<void> {
  await eventually(async () => {
    const shown = await locator.innerText()
    if (typeof text === 'string') expect(shown).toContain(text)
    else expect(shown).toMatch(text)
  })
}

export async function statusOf(message: Locator): Promise<string | null> {
  return (await message.count()) === 0 ? null : await message.getAttribute('data-status')
}

/** Asks and waits for the whole answer. */
export async function ask(screen: Screen, question: string, answer?: string | RegExp): Promise<void> {
  const before = await screen.answers.count()
  await say(screen, question)
  await eventually(async () => expect(await screen.answers.count()).toBe(before + 1))
  await expectAnswer(screen, 'complete', answer)
}
