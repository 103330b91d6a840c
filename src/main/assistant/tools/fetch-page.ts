import { quoteForeign } from './quote'
import type { Internet } from './read-page'
import type { Tool } from './tool'

/**
 * Reads a page the person gave the address of, and no other: what a tool or a page says must not make Kith go anywhere.
 * @param said what the person wrote in this thread, without what anybody else said
 */
export function createFetchPage(said: readonly string[], internet?: Internet): Tool {
  const addresses = new Set(said.flatMap(addressesIn))
  return {
    name: 'fetch_page',
    key: 'fetch_page',
    title: 'Read a web page',
    description:
      'Reads the text of a web page whose address the person wrote in this conversation. Give the address exactly as they wrote it.',
    inputSchema: {
      type: 'object',
      properties: { url: { type: 'string', description: 'The address, as the person wrote it.', maxLength: 2_000 } },
      required: ['url'],
      additionalProperties: false,
    },
    server: null,
    isHarmless: false,
    fingerprint: 'fetch_page 1',
    async run({ url }, signal) {
      const address = normal(String(url))
      if (address === null) throw new Error('This is no address of a page.')
      if (!addresses.has(address))
        throw new Error('The person did not write this address here. Only they choose what is read.')
      const { readPage } = await import('./read-page')
      const page = await readPage(new URL(address), signal, internet)
      return quoteForeign(page.url, page.isCut ? `${page.text}\n[The page is longer than Kith reads.]` : page.text)
    },
  }
}

/** Written as in a sentence: what ends it is no part of the address, and may be. Both are what was written. */
function addressesIn(text: string): string[] {
  const written = text.match(/https?:\/\/[^\s<>"'`]+/gi) ?? []
  return written
    .flatMap((address) => [address, address.replace(/[).,;:!?\]}]+$/, '')])
    .map(normal)
    .filter((address) => address !== null)
}

function normal(address: string): string | null {
  return URL.canParse(address) ? new URL(address).href : null
}
