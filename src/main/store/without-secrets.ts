// Where a suspended run goes on is stored; what lets somebody in is not. The database cannot tell one from the other, so
// this is the only place that takes it out.
import type { Json } from '../database/database.types'

const REMOVED = '[removed]'

/** Names under which nothing but a secret lies. Compared without case, hyphens and underscores. */
const secretNames = new Set([
  'accesstoken',
  'apikey',
  'apisecret',
  'authorization',
  'authtoken',
  'bearertoken',
  'clientsecret',
  'cookie',
  'credentials',
  'idtoken',
  'jwt',
  'mastraauthtoken',
  'passphrase',
  'password',
  'privatekey',
  'proxyauthorization',
  'refreshtoken',
  'secret',
  'secretkey',
  'servicerolekey',
  'sessiontoken',
  'setcookie',
  'token',
  'xapikey',
])

/** What is a secret wherever it stands: JWTs, keys of providers, whatever follows "Bearer". */
const secretTexts = new RegExp(
  [
    String.raw`\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*`,
    String.raw`\b(?:sk|pk|rk|gsk|xai|pplx|fw|r8|hf|nvapi)[-_][\w-]{16,}`,
    String.raw`\b(?:sb_secret_|sbp_|gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{12,}`,
    String.raw`\bAIza[\w-]{30,}`,
    String.raw`\bAKIA[A-Z0-9]{16}\b`,
    String.raw`\bya29\.[\w-]{20,}`,
    String.raw`\b[Bb]earer\s+[\w.~+/-]{12,}=*`,
  ].join('|'),
  'g',
)

/** An id says who and what, and opens nothing: a context may hold the thread's. */
const harmless = /^[0-9a-f-]{36}(:[0-9a-f-]{36})?$/i
/** Names whose values are words of Mastra's own: without them a run cannot go on. */
const structural = new Set(['role', 'type', 'status', 'state', 'toolName', 'toolCallId', 'finishReason', 'from'])
/** A shorter value of the context is too likely to be a word that was said. */
const SHORTEST_VALUE = 8

/**
 * A snapshot of a run without secrets: no request context, which is anything an application passes along, and none of its
 * values where they have been copied to; nothing under the name of a secret; nothing that looks like a token or a key.
 * Arguments of tools keep their names and whatever is no token or key: they are part of what was said, are stored with the
 * message anyway, and a tool that is resumed must be called with what was approved. Words a run is made of stay, even where
 * the context has the same.
 */
export function withoutSecrets(snapshot: Json): Json {
  const values = new Set<string>()
  collectContexts(snapshot, values)
  // The longest first: one may be a part of another.
  const copied = [...values].toSorted((a, b) => b.length - a.length)
  return cleaned(snapshot, copied)
}

function cleaned(value: Json, copied: readonly string[], isSaid = false): Json {
  if (typeof value === 'string') return cleanedText(value, copied)
  if (Array.isArray(value)) return value.map((item) => cleaned(item, copied, isSaid))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, held = null]) => {
      if (isContext(name)) return [name, {}]
      if (isSaid || name === 'args') return [name, cleaned(held, [], true)]
      if (structural.has(name) && typeof held === 'string') return [name, held]
      return [name, isSecretName(name) ? withoutTexts(held) : cleaned(held, copied)]
    }),
  )
}

/** Whatever lies under the name of a secret, in any shape. */
function withoutTexts(value: Json): Json {
  if (typeof value === 'string') return REMOVED
  if (Array.isArray(value)) return value.map(withoutTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, held = null]) => [name, withoutTexts(held)]))
}

function cleanedText(text: string, copied: readonly string[]): string {
  const known = copied.reduce((rest, value) => rest.replaceAll(value, REMOVED), text)
  return known.replace(secretTexts, REMOVED)
}

function collectContexts(value: Json, values: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collectContexts(item, values)
    return
  }
  for (const [name, held = null] of Object.entries(value)) {
    if (isContext(name)) collectTexts(held, values)
    else collectContexts(held, values)
  }
}

function collectTexts(value: Json, values: Set<string>): void {
  if (typeof value === 'string') {
    if (value.length >= SHORTEST_VALUE && !harmless.test(value)) values.add(value)
  } else if (typeof value === 'object' && value !== null) {
    for (const held of Object.values(value)) collectTexts(held ?? null, values)
  }
}

function isContext(name: string): boolean {
  return name === 'requestContext' || name === 'runtimeContext'
}

function isSecretName(name: string): boolean {
  return secretNames.has(name.toLowerCase().replaceAll(/[-_]/g, ''))
}
