// The plain pages for a browser that is not let in: what happened, and what opens Kith.
import type { ServerResponse } from 'node:http'
import { securityHeaders } from '../../shared/security-headers'

const pages = {
  401: {
    title: 'Kith does not know this browser yet',
    text: 'Open the link that Kith printed in its terminal. If the link was used, press Enter there for a new one, or run npm start again.',
  },
  403: {
    title: 'This link was used already',
    text: 'Each link opens Kith once. If Kith is open in another tab of this browser, go on there. For a new link press Enter in the terminal where Kith runs, or run npm start again.',
  },
  404: { title: 'There is nothing at this address', text: 'Kith is at the start of this address, at /.' },
  405: { title: 'This is only for reading', text: 'Open this address in a browser.' },
  421: {
    title: 'Kith is not reached by this name',
    text: 'Use the address in the link that Kith printed. If the port is forwarded, start Kith with KITH_PUBLIC_ORIGIN set to the address you see in the browser.',
  },
} as const

export type Refusal = keyof typeof pages

export function refuse(response: ServerResponse, status: Refusal): void {
  const { title, text } = pages[status]
  response.writeHead(status, {
    ...securityHeaders(),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  :root { color-scheme: light dark }
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto 0; padding: 0 24px }
  h1 { font-size: 20px; font-weight: 600; margin: 0 0 8px }
</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`)
}
