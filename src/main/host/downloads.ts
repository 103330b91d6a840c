// What its owner saves, fetched by the page they save it from: each file once, under an address nobody can guess, and only by a
// browser that is let in. It is written as it is fetched.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { securityHeaders } from '../../shared/security-headers'
import type { FileToSave, SaveFiles } from '../app'

const prefix = '/saved/'
/** A page fetches at once. */
const PATIENCE_MS = 60_000

export interface Downloads {
  offer: SaveFiles
  /** What answers this request, if it asks for one of them; from then on it is gone. */
  take(
    request: Pick<IncomingMessage, 'method' | 'headers'>,
    path: string,
  ): ((response: ServerResponse) => Promise<void>) | null
}

export function createDownloads(): Downloads {
  const offered = new Map<string, FileToSave>()
  return {
    async offer(files) {
      const found = files.map((file) => {
        const address = prefix + randomBytes(24).toString('base64url')
        offered.set(address, file)
        setTimeout(() => offered.delete(address), PATIENCE_MS).unref()
        return { name: file.name, address }
      })
      return { how: 'download', files: found }
    },
    take({ method, headers }, path) {
      const file = offered.get(path)
      // Another page may lead a browser here; what it brought along says so.
      const site = headers['sec-fetch-site']
      if (!file || method !== 'GET' || (site !== undefined && site !== 'same-origin' && site !== 'none')) return null
      offered.delete(path)
      return (response) => send(response, file)
    },
  }
}

/** Whatever is in it, no browser shows it as a page of this address. */
async function send(response: ServerResponse, { name, pieces }: FileToSave): Promise<void> {
  response.writeHead(200, {
    ...securityHeaders(),
    'content-security-policy': "default-src 'none'; sandbox",
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, percent)}`,
    'cache-control': 'no-store',
  })
  await pipeline(Readable.from(pieces()), response)
}

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
