// The page of memories with many of them: until its first rows are on screen, and down to the last one.
import { tasksSince } from './page.mjs'

/**
 * Opens the page anew each time, then scrolls through all of it.
 * @returns opened: milliseconds from the click to the picture with the first row, each time; end: milliseconds until the
 *   last row is on screen while End is pressed with every picture, all in between being read; scrolled: what the page did while it scrolled
 */
export async function measureMemoryList({ page, screen, memories, rounds }) {
  const opened = []
  for (let round = 0; round < rounds; round += 1) {
    await screen.button('New thread').click()
    await page.getByRole('grid', { name: 'Memories' }).waitFor({ state: 'detached' })
    await page.waitForTimeout(200)
    opened.push(
      await untilRow(
        page,
        `Array.from(document.querySelectorAll("nav button")).find((button) => button.textContent.startsWith('Memory')).click()`,
        1,
      ),
    )
  }
  await page.getByRole('grid', { name: 'Memories' }).hover()
  const { at } = await tasksSince(page)
  for (let turn = 0; turn < 150; turn += 1) {
    await page.mouse.wheel(0, 600)
    await page.waitForTimeout(16)
  }
  const scrolled = await tasksSince(page, at)
  await page.getByRole('grid', { name: 'Memories' }).locator('[data-memory]').first().focus()
  const end = await untilRow(page, '', memories, pressEnd)
  return { opened, end, scrolled }
}

/** End goes to the last row that was read, which has more of them read. */
const pressEnd = `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true, cancelable: true }))`

function untilRow(page, act, place, meanwhile = '') {
  const text = `Memory ${String(place).padStart(4, '0')} of`
  return page.evaluate(`new Promise((resolve, reject) => {
    const begun = performance.now()
    ;${act}
    const look = () => {
      const isThere = [...document.querySelectorAll('[data-memory]')].some((row) => row.textContent.includes('${text}'))
      if (isThere) requestAnimationFrame(() => resolve(performance.now() - begun))
      else if (performance.now() - begun > 60_000) reject(new Error('it is never there'))
      else {
        ${meanwhile}
        requestAnimationFrame(look)
      }
    }
    requestAnimationFrame(look)
  })`)
}
