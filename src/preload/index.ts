// Hands one end of a MessagePort from the page to main, and tells the page that it is in Electron. All else goes
// through that port; this file never grows. A port cannot cross contextBridge, and window.postMessage can carry one.
import { contextBridge, ipcRenderer } from 'electron'

/** The page's window as seen from here. This file is checked with main, which knows no DOM. */
declare const window: {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void
}
interface PageMessage {
  source: unknown
  data: unknown
  ports: readonly PagePort[]
}
type PagePort = NonNullable<Parameters<typeof ipcRenderer.postMessage>[2]>[number]

window.addEventListener('message', ({ source, data, ports: [port, ...more] }) => {
  if (source !== window || data !== 'kith:connect' || !port || more.length > 0) return
  ipcRenderer.postMessage('kith:connect', null, [port])
})

contextBridge.exposeInMainWorld('kith', { host: 'electron', platform: process.platform })
