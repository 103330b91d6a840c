// app://kith: the built page, without a web server and without file://.
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import { securityHeaders } from '../../shared/security-headers'
import { findPageFile } from '../files/page-files'
import { appScheme } from './addresses'

/** Must run before Electron is ready: afterwards the scheme would be a stranger to Chromium. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges }])
}

/** @param pageFolder absolute path of the built page */
export function servePage(pageFolder: string): void {
  const headers = securityHeaders()
  protocol.handle(appScheme, async (request) => {
    const { host, pathname } = new URL(request.url)
    const file = host === 'kith' && request.method === 'GET' ? await findPageFile(pageFolder, pathname) : null
    if (!file) return new Response('There is nothing at this address.', { status: 404, headers })
    const body = Readable.toWeb(createReadStream(file.path)) as ReadableStream
    return new Response(body, { headers: { ...headers, ...file.headers } })
  })
}
