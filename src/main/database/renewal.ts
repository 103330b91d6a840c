import { KithError } from '../../shared/errors'

/** How long to go on after a failure, which may be the only one, and how long to wait for an answer. */
const RETRY_FOR_MS = 1_500
const ANSWER_WITHIN_MS = 10_000

export interface Renewal {
  /** What the client is to ask with. */
  fetch: typeof globalThis.fetch
  /** Waits for what the client does about its session. Throws DATABASE_FAILED as soon as renewing is given up. */
  inTime<T>(work: Promise<T>): Promise<T>
  hasEnded(): boolean
  /** The code with which the server has last refused to renew the session, for good. Null: it has not. */
  refusal(): string | null
  /** Gives it up, for this reason. */
  end(reason: string): void
}

/**
 * Watches how a client renews its session. When the server is out of reach, the client tries for 25 s, with every call
 * waiting, and for a minute after that it does not try at all. So it is given up early and for good.
 */
export function watchRenewal(fetch: typeof globalThis.fetch): Renewal {
  const waiting = new Set<(error: KithError) => void>()
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  let failure: KithError | undefined
  let refusal: string | null = null

  function end(reason: string): void {
    clearTimeout(timer)
    failure ??= new KithError('DATABASE_FAILED', { reason })
    for (const reject of waiting) reject(failure)
  }
  function endWithin(milliseconds: number, reason: string): void {
    const then = performance.now() + milliseconds
    if (failure || then >= due) return
    clearTimeout(timer)
    due = then
    timer = setTimeout(() => end(reason), milliseconds)
  }
  function throwIfEnded(): void {
    if (failure) throw failure
  }
  function goOn(): void {
    clearTimeout(timer)
    due = Number.POSITIVE_INFINITY
  }

  return {
    end,
    hasEnded: () => failure !== undefined,
    refusal: () => refusal,
    inTime: (work) =>
      new Promise((resolve, reject) => {
        throwIfEnded()
        waiting.add(reject)
        void work.then(resolve, reject).finally(() => waiting.delete(reject))
      }),
    async fetch(input, init) {
      if (!isRenewal(input)) return fetch(input, init)
      throwIfEnded()
      endWithin(ANSWER_WITHIN_MS, 'It does not answer.')
      try {
        const response = await fetch(input, init)
        if (!isAnswer(response)) throw new TypeError(`It answers with status ${response.status}.`)
        // What comes too late must not reach the stored session: another client has it now.
        throwIfEnded()
        goOn()
        refusal = response.ok ? null : await codeOf(response.clone())
        return response
      } catch (error) {
        endWithin(RETRY_FOR_MS, error instanceof Error ? error.message : String(error))
        throw error
      }
    },
  }
}

// Only the auth service itself can say that a session is over. Whoever else answers in its place, as hotels do, and a
// service that has no time or fails, would end it too: to the client, everything but its own list of errors is final.
function isAnswer({ ok, status, headers }: Response): boolean {
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false
  return isJson && (ok || (status >= 400 && status < 500 && status !== 429))
}

async function codeOf(response: Response): Promise<string> {
  const { code, error_code: oldCode } = (await response.json().catch(() => ({}))) as Record<string, unknown>
  return typeof code === 'string' ? code : typeof oldCode === 'string' ? oldCode : ''
}

function isRenewal(input: string | URL | Request): boolean {
  const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
  return pathname === '/auth/v1/token' && searchParams.get('grant_type') === 'refresh_token'
}
