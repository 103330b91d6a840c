// What a page holds and hears, for specs about what must never get there. Written as text because it runs in the page.
import type { Page } from 'playwright-core'

// Every message of a WebSocket or a MessagePort is read through this getter, whoever reads it.
const listening = `{
  const heard = (window.heardByThePage = [])
  const data = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')
  Object.defineProperty(MessageEvent.prototype, 'data', {
    ...data,
    get() {
      const value = data.get.call(this)
      heard.push(
        typeof value === 'string' ? value
        : value instanceof Blob ? value.text()
        : value instanceof ArrayBuffer ? new TextDecoder().decode(value)
        : JSON.stringify(value),
      )
      return value
    },
  })
}`

/** From the next load on. Call what comes back for all messages heard since that load. */
export async function listenIn(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(listening)
  return () => page.evaluate<string[]>('Promise.all(window.heardByThePage)')
}

/** DOM with the values of all fields, and everything stored for the page. */
export function whatThePageHolds(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value)
    const databases = await indexedDB.databases()
    return JSON.stringify([document.documentElement.outerHTML, fields, { ...localStorage }, { ...sessionStorage },
      document.cookie, databases, history.state, location.href])
  })()`)
}
