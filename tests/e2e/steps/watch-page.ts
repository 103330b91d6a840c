// Watches a page for what no text may bring about: scripts that run, requests that leave or are stopped at the page's
// policy, dialogs, new windows, other pages in its place.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'

export interface Watched {
  /** A server nobody has a reason to ask. */
  origin: string
  /** Everything that happened, in words; empty is well. */
  trouble(): Promise<string[]>
  stop(): Promise<void>
}

/** Loads the page anew, so that it is watched from its first moment. */
export async function watchPage(page: Page, flag: string): Promise<Watched> {
  const seen: string[] = []
  const trap = createServer((request, response) => {
    seen.push(`asked the trap for ${request.url}`)
    response.end()
  })
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  await page.addInitScript(`
    window.refused = []
    addEventListener('securitypolicyviolation', (event) =>
      window.refused.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))
    for (const name of ['alert', 'confirm', 'prompt', 'open'])
      window[name] = (...all) => window.refused.push('called ' + name + ' ' + all.join())
  `)
  await page.reload()
  const own = new URL(page.url())
  page.on('request', (request) => {
    const url = new URL(request.url())
    const isOwn = url.origin === own.origin && url.protocol === own.protocol
    if (!isOwn && !['data:', 'blob:'].includes(url.protocol)) seen.push(`requested ${url.href}`)
  })
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', (opened) => seen.push(`window ${opened.url()}`))
  page.on('download', (download) => seen.push(`download ${download.url()}`))
  page.on('framenavigated', (frame) => seen.push(`went to ${frame.url()}`))
  return {
    origin: `http://127.0.0.1:${(trap.address() as AddressInfo).port}`,
    async trouble() {
      const refused: string[] = await page.evaluate('window.refused')
      const flagged: unknown = await page.evaluate(`window.${flag} ?? ({}).${flag} ?? null`)
      return [...seen, ...refused, ...(flagged === null ? [] : ['a script ran'])]
    },
    stop: () =>
      new Promise((resolve) => {
        trap.close(() => resolve())
        trap.closeAllConnections()
      }),
  }
}
