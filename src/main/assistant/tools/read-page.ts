// A read-only GET of a public page: no cookies, no credentials, a limit on everything.
import { request as requestHttp } from 'node:http'
import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import { htmlToText } from 'html-to-text'
import { checkedLookup, checkUrl } from './check-address'
import type { Resolve } from './check-address'
import { timeLimit } from '../../../shared/time-limit'

/** Of the body, after it is unpacked. */
const MOST_BYTES = 2_000_000
const MOST_REDIRECTS = 5
const PATIENCE_MS = 20_000

export interface Page {
  url: string
  text: string
  /** There was more than is read. */
  isCut: boolean
}

export interface Internet {
  resolve?: Resolve
  /** For tests, which have no public addresses: what a checked request is made with. */
  connect?: (url: URL, options: RequestOptions) => ReturnType<typeof requestHttp>
}

/** Rejects with words for the model. */
export async function readPage(address: URL, signal: AbortSignal, internet: Internet = {}): Promise<Page> {
  const patience = AbortSignal.any([signal, timeLimit(PATIENCE_MS)])
  let url = address
  for (let redirects = 0; ; redirects += 1) {
    const response = await get(url, patience, internet)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy()
      if (redirects >= MOST_REDIRECTS) throw new Error('The page leads on to other pages without end.')
      url = new URL(headers.location, url)
      continue
    }
    if (statusCode < 200 || statusCode >= 300) {
      response.destroy()
      throw new Error(`The page answered ${statusCode}.`)
    }
    const type = headers['content-type'] ?? 'text/html'
    if (!/^(text\/|application\/(json|xhtml\+xml|xml))/i.test(type)) {
      response.destroy()
      throw new Error(`It is no text: ${type.slice(0, 80)}.`)
    }
    const { bytes, isCut } = await bodyOf(response, patience)
    return { url: url.href, text: textOf(decode(bytes, type), type), isCut }
  }
}

function get(url: URL, signal: AbortSignal, { resolve, connect }: Internet): Promise<IncomingMessage> {
  checkUrl(url)
  const options: RequestOptions = {
    method: 'GET',
    signal,
    // No keep-alive and no agent of others: every request looks its name up, and has it checked.
    agent: false,
    lookup: checkedLookup(resolve),
    headers: {
      accept: 'text/html, text/plain;q=0.9, application/json;q=0.8',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': 'Kith',
    },
  }
  return new Promise((done, fail) => {
    const open = connect ?? (url.protocol === 'https:' ? requestHttps : requestHttp)
    open(url, options).on('response', done).on('error', fail).end()
  })
}

async function bodyOf(response: IncomingMessage, signal: AbortSignal): Promise<{ bytes: Buffer; isCut: boolean }> {
  const encoding = response.headers['content-encoding'] ?? ''
  const unpacked = encoding === 'br' ? createBrotliDecompress() : encoding === '' ? null : createUnzip()
  const chunks: Buffer[] = []
  let size = 0
  const enough = new Error('enough')
  async function take(source: AsyncIterable<Buffer>): Promise<void> {
    for await (const chunk of source) {
      chunks.push(chunk)
      size += chunk.length
      if (size > MOST_BYTES) throw enough
    }
  }
  try {
    await (unpacked ? pipeline(response, unpacked, take, { signal }) : pipeline(response, take, { signal }))
  } catch (error) {
    if (error !== enough) throw error
  }
  return { bytes: Buffer.concat(chunks).subarray(0, MOST_BYTES), isCut: size > MOST_BYTES }
}

function decode(bytes: Buffer, type: string): string {
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function textOf(body: string, type: string): string {
  if (!/html/i.test(type)) return body
  return htmlToText(body, {
    wordwrap: false,
    limits: { maxInputLength: MOST_BYTES, maxDepth: 100 },
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'nav', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
    ],
  })
}
