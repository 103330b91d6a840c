// /api/docs: the OpenAPI document as one page to read. No script, nothing from anywhere else, and its style by its hash.
import { createHash } from 'node:crypto'
import type { OpenApiDocument, OpenApiOperation } from './openapi'
import { problems } from './problems'

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882 }
body { font: 15px/1.6 system-ui, sans-serif; max-width: 52rem; margin: 3rem auto; padding: 0 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin: 2.5rem 0 .25rem; overflow-wrap: anywhere }
h3 { font-size: .95rem; margin: 1.25rem 0 .25rem }
code, pre { font: 13px/1.5 ui-monospace, monospace; background: var(--soft); border-radius: 4px }
code { padding: .1em .3em } pre { padding: .75rem 1rem; overflow-x: auto }
table { border-collapse: collapse; width: 100% } td, th { text-align: start; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line) }
td:first-child { white-space: nowrap } dt { margin-top: 1rem } dd { margin: 0 }
summary { cursor: pointer }
`
const hash = createHash('sha256').update(style).digest('base64')

export const docsHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

export function docsPage({ info, paths }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(method, path, operation)),
  )
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${text(info.title)}</title>
<style>${style}</style>
<h1>${text(info.title)}</h1>
<p>${marked(info.description)}</p>
<p>Version ${text(info.version)}. For programs: <a href="/api/openapi.json">openapi.json</a>.</p>
${operations.join('\n')}
<h2>Problems</h2>
<p>A refusal is <code>application/problem+json</code> (RFC 9457). These are the API’s own; what Kith itself refuses has a code of its own and words that say what to do.</p>
<dl>${Object.entries(problems)
    .map(
      ([code, { status, title, detail }]) =>
        `<dt id="${code}"><code>${code}</code> ${status}: ${text(title)}</dt><dd>${marked(detail)}</dd>`,
    )
    .join('\n')}</dl>
</html>
`
}

interface Parameter {
  name: string
  in: string
  required: boolean
  description?: string
  schema: { type?: string; enum?: unknown[]; default?: unknown; format?: string }
}

function section(method: string, path: string, operation: OpenApiOperation): string {
  const {
    summary,
    description,
    parameters = [],
    requestBody,
    responses,
    security,
  } = operation as OpenApiOperation & {
    parameters?: Parameter[]
    requestBody?: { content: Record<string, { schema: unknown }> }
    responses: Record<string, { description: string; content: Record<string, { schema: unknown }> }>
  }
  const body = requestBody?.content['application/json']?.schema
  return `<section>
<h2>${method.toUpperCase()} ${text(path)}</h2>
<p>${text(summary)}.${security ? '' : ' For anybody, without a token.'}${description === undefined ? '' : ` ${marked(description)}`}</p>
${parameters.length === 0 ? '' : `<h3>In the address</h3><table>${parameters.map(row).join('')}</table>`}
${body === undefined ? '' : `<h3>Body</h3><details><summary>JSON Schema</summary><pre>${text(JSON.stringify(body, null, 2))}</pre></details>`}
<h3>Answers</h3>
<table>${Object.entries(responses)
    .map(([status, answer]) => `<tr><td>${status}</td><td>${marked(answer.description)}</td></tr>`)
    .join('')}</table>
</section>`
}

function row({ name, required, description = '', schema }: Parameter): string {
  const kind = schema.enum ? schema.enum.map(String).join(', ') : (schema.format ?? schema.type ?? '')
  const facts = [
    kind,
    required && 'required',
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ]
  return `<tr><td><code>${text(name)}</code></td><td>${marked(description)} ${text(facts.filter(Boolean).join('; '))}</td></tr>`
}

/** Backquotes are all there is. */
function marked(words: string): string {
  return text(words)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll('\n\n', '<br>')
}

function text(words: string): string {
  return words.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
