// What a screen reader is told: every line that was put into the two live regions, in order, though each stands there
// for some seconds only. Written as text because it runs in the page.
import type { Page } from 'playwright-core'

const listening = `{
  window.told = []
  for (const region of document.querySelectorAll('[data-live]')) {
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) window.told.push(node.textContent)
    }).observe(region, { childList: true })
  }
}`

/** From now on, until the page is loaded anew. */
export async function listenToLiveRegions(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(listening)
  return () => page.evaluate<string>("window.told.join(' ')")
}
