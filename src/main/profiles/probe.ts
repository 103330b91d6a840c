// The smallest question to a project: whether its database answers there at all.
import { timeLimit } from '../../shared/time-limit'

const ANSWER_WITHIN_MS = 6_000

interface Place {
  url: string
  publishableKey: string
  fetch: typeof globalThis.fetch
}

/**
 * Null when it does, else why not. It may well refuse: only who is signed in may call the function. A page in place of an answer, as
 * hotels and proxies give, is none.
 */
export async function answersAt({ url, publishableKey, fetch }: Place): Promise<string | null> {
  try {
    const response = await fetch(`${url}/rest/v1/rpc/ai_whoami`, {
      method: 'POST',
      headers: { apikey: publishableKey, 'content-type': 'application/json' },
      body: '{}',
      signal: timeLimit(ANSWER_WITHIN_MS),
    })
    await response.body?.cancel()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return isJson && response.status < 500 ? null : `It answers with status ${response.status}.`
  } catch (error) {
    return reasonOf(error)
  }
}

/** What lies under `fetch failed`, which says nothing. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'It does not answer.'
  const { cause } = error
  if (cause instanceof Error) return cause.message || ('code' in cause ? String(cause.code) : error.message)
  return error.message
}
