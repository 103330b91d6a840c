// A page of a few words, for a browser that is not shown Kith itself. It runs nothing and loads nothing.
import type { ServerResponse } from 'node:http'
import { spokenOf } from '../../shared/domain/language'
import type { Language } from '../../shared/domain/language'
import { securityHeaders } from '../../shared/security-headers'

export interface Said {
  title: string
  text: string
}

/** The settings are the owner's; whoever stands outside is told in the language of their browser. */
export function sendPlainPage(
  response: ServerResponse,
  status: number,
  said: Record<Language, Said>,
  headers: Record<string, string> = {},
): void {
  const wanted = response.req.headers['accept-language']?.split(',').map((one) => one.trim()) ?? []
  const language = spokenOf(wanted)
  const { title, text } = said[language]
  response.writeHead(status, {
    ...securityHeaders(),
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(`<!doctype html>
<html lang="${language}">
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
