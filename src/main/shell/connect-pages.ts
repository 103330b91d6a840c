// The one thing a page can say to main outside the contract: "here is a port". Everything else goes through the port.
import { ipcMain } from 'electron'
import type { App } from '../app'
import { log } from '../diagnostics/log'
import { isTrusted, type PageAddress } from './addresses'

/** Serves the contract to every page of ours that sends a port, once the application is there. */
export function connectPages(page: PageAddress, app: Promise<Pick<App, 'servePort'>>): void {
  ipcMain.on('kith:connect', (event) => {
    const [port, ...more] = event.ports
    if (!port) return
    if (more.length > 0 || !isTrusted(event.senderFrame, page)) {
      log.error('a page was refused', event.senderFrame?.url ?? 'a page that is gone')
      for (const refused of event.ports) refused.close()
      return
    }
    // What the page sends meanwhile waits in the port.
    app.then(
      (app) => app.servePort(port, event.sender.id),
      () => port.close(),
    )
  })
}
