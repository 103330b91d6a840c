// HTTP of the browser host: the link, the cookie, the files of the page. Of Kith's data only what its owner saves as a file
// passes here (downloads.ts).
import { createReadStream } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { keyFragment, keyHeader } from '../../shared/page-key'
import { securityHeaders } from '../../shared/security-headers'
import type { CallbackOutcome } from '../app'
import { log } from '../diagnostics/log'
import { findPageFile } from '../files/page-files'
import { answerCallback, callbackPath } from './auth-callback'
import { refuse } from './closed-doors'
import type { Doors } from './doors'
import type { Downloads } from './downloads'

/**
 * @param pageFolder absolute path of the built page
 * @param receiveCallback is told what a browser that comes back from signing in elsewhere says
 */
export function answerRequests(
  doors: Doors,
  pageFolder: string,
  receiveCallback: Site['receiveCallback'],
  downloads: Downloads,
): RequestListener {
  const headers = securityHeaders(doors.socketOrigins)
  return (request, response) => {
    answer(request, response, { doors, pageFolder, headers, receiveCallback, downloads }).catch((error: unknown) => {
      // The browser going away in the middle of a file is no failure of ours.
      if (!response.destroyed) log.error('a request for the page failed', error)
      response.destroy()
    })
  }
}

interface Site {
  doors: Doors
  pageFolder: string
  headers: Record<string, string>
  receiveCallback(search: string): Promise<CallbackOutcome>
  downloads: Downloads
}

async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const { doors } = site
  const { host, cookie } = request.headers
  if (host === undefined || !doors.isOurHost(host)) return refuse(response, 421)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
  // An absolute or malformed target is nothing a browser sends.
  const target = request.url ?? '/'
  if (!target.startsWith('/') || !URL.canParse(target, 'http://kith')) return refuse(response, 404)
  const url = new URL(target, 'http://kith')

  if (url.pathname === callbackPath) return answerCallback(request, response, url.search, site.receiveCallback)

  const token = url.searchParams.get('t')
  // HEAD must change nothing, so it cannot use a link up.
  if (token !== null && request.method === 'GET') return enter(response, doors, { token, host, cookie })
  if (!doors.isAdmitted(cookie)) return refuse(response, 401)
  const download = site.downloads.take(request, url.pathname)
  if (download) return download(response)
  if (url.pathname === '/rpc') return sayWhetherTrusted(request, response, doors)

  const file = await findPageFile(site.pageFolder, url.pathname)
  if (!file) return refuse(response, 404)
  response.writeHead(200, { ...site.headers, ...file.headers, 'content-length': file.size })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file.path), response)
}

function enter(
  response: ServerResponse,
  doors: Doors,
  { token, host, cookie }: { token: string; host: string; cookie: string | undefined },
): void {
  const admission = doors.admit(token, host)
  // Opening the old link again from the browser's history is fine for a browser that is in.
  if (!admission && !doors.isAdmitted(cookie)) return refuse(response, 403)
  response.writeHead(303, {
    ...securityHeaders(),
    // What stands behind the `#` stays in the browser, which keeps it out of what it sends and of what it hands on.
    location: admission ? `/${keyFragment(admission.key)}` : '/',
    'cache-control': 'no-store',
    ...(admission ? { 'set-cookie': admission.cookie } : {}),
  })
  response.end()
}

/** A WebSocket that is refused does not say why, so the page asks here whether it is known at all. */
function sayWhetherTrusted({ headers }: IncomingMessage, response: ServerResponse, doors: Doors): void {
  const key = headers[keyHeader]
  if (!doors.isTrusted(headers.cookie, typeof key === 'string' ? key : null)) return refuse(response, 401)
  response.writeHead(204, { ...securityHeaders(), 'cache-control': 'no-store' })
  response.end()
}
