// For projects without a client of their own: a `call` over PostgREST, in nothing but `fetch`.
import type { Call } from '../database/call'

export interface RestOptions {
  /** Of the Supabase project: `https://<ref>.supabase.co`. */
  url: string
  /** The publishable (anon) key. */
  key: string
  /** The caller's JWT. Asked for with every call, so that a renewed one is used. */
  getToken: () => string | Promise<string>
  fetch?: typeof globalThis.fetch
}

/** What PostgREST says of a call it refused. */
export class RestError extends Error {
  override readonly name = 'RestError'
  readonly code: string
  readonly details: unknown
  readonly hint: unknown
  readonly status: number

  constructor(status: number, body: { code?: unknown; message?: unknown; details?: unknown; hint?: unknown }) {
    super(typeof body.message === 'string' ? body.message : `HTTP ${status}`)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : String(status)
    this.details = body.details
    this.hint = body.hint
  }
}

export function createCall({ url, key, getToken, fetch = globalThis.fetch }: RestOptions): Call {
  const base = `${url.replace(/\/+$/, '')}/rest/v1/rpc/`
  return async (name, args, { signal } = {}) => {
    const response = await fetch(base + name, {
      method: 'POST',
      headers: { apikey: key, authorization: `Bearer ${await getToken()}`, 'content-type': 'application/json' },
      body: JSON.stringify(args),
      signal,
    })
    const text = await response.text()
    if (!response.ok) throw new RestError(response.status, asObject(text))
    return text === '' ? undefined : JSON.parse(text)
  }
}

/** A proxy in between may answer with a page. */
function asObject(text: string): object {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : {}
  } catch {
    return {}
  }
}
