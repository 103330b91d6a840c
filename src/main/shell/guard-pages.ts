// What a page may do besides being Kith's own: nothing. Model output is drawn in it, and a link in there is a stranger's.
import { app, session, shell, type Session, type WebContents } from 'electron'
import { log } from '../diagnostics/log'
import { externalAddress, isOwn, mayFetch, type PageAddress } from './addresses'

/** Guards every page from its first moment. Call once, before the first window. */
export function guardPages(page: PageAddress): void {
  app.on('web-contents-created', (_, contents) => guardContents(contents, page))
  guardPermissions(session.defaultSession, page)
  guardNetwork(session.defaultSession, page)
}

function guardContents(contents: WebContents, page: PageAddress): void {
  const stayHome = (event: { url: string; preventDefault(): void }): void => {
    if (!isOwn(event.url, page)) event.preventDefault()
  }
  contents.on('will-navigate', stayHome)
  contents.on('will-redirect', stayHome)
  contents.on('will-frame-navigate', stayHome)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalAddress(url)
    if (address) openOutside(address)
    return { action: 'deny' }
  })
}

/** @param address one that `externalAddress` let through */
export function openOutside(address: string): void {
  shell.openExternal(address).catch((error: unknown) => log.error('a link could not be opened', error))
}

/** The page's copy buttons. Everything else, from camera to location, it has no use for. */
const allowed = 'clipboard-sanitized-write'

function guardPermissions(session: Session, page: PageAddress): void {
  session.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) =>
    answer(permission === allowed && isOwn(requestingUrl, page)),
  )
  session.setPermissionCheckHandler(
    (_, permission, requestingOrigin) => permission === allowed && isOwn(requestingOrigin, page),
  )
  session.setDevicePermissionHandler(() => false)
}

/** Everything that Kith asks of a network is asked by main. The page's policy says so, too; this holds without it. */
function guardNetwork(session: Session, page: PageAddress): void {
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*']
  session.webRequest.onBeforeRequest({ urls }, ({ url }, answer) => answer({ cancel: !mayFetch(url, page) }))
  // Elsewhere than on macOS Chromium would fetch its dictionaries from the web, unasked: spelling.ts lets it, once it is wanted.
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(process.platform === 'darwin')
}
