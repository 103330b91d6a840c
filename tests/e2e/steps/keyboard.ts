// Going through the page without a pointer.
import type { Locator } from 'playwright-core'
import type { Screen } from './screen'

/** Presses Tab until this, or something in it, has the focus. */
export async function tabTo({ page }: Screen, target: Locator, keys = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press(keys)
  }
  throw new Error(`${keys} does not reach ${target.toString()}`)
}

/** Presses an arrow until this is focused. */
export async function moveTo({ page }: Screen, target: Locator, arrow: string): Promise<void> {
  for (let presses = 0; presses < 12; presses += 1) {
    if (await hasFocus(target)) return
    await page.keyboard.press(arrow)
  }
  throw new Error(`${arrow} does not reach ${target.toString()}`)
}

export async function hasFocus(target: Locator): Promise<boolean> {
  const focus = target.page().locator(':focus')
  return (await target.and(focus).or(target.locator(':focus')).count()) === 1
}
