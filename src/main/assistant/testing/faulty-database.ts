// For tests: the real database behind the real client, where one call, by its number, goes wrong.
import { openDatabase, sessionInMemory } from '../../database'
import type { DatabaseClient } from '../../database'
import { KEY, URL } from '../../embedded/testing/project'
import type { Project } from '../../embedded/testing/project'

/** What becomes of a call. `carryOut` does what was asked and gives the answer. */
export type Fault = (carryOut: () => Promise<Response>, signal: AbortSignal | undefined) => Promise<Response>

/** What becomes of renewing the session once the call has gone wrong. */
export type Renewing = 'works' | 'is out of reach' | 'is refused'

export interface FaultyDatabase extends Pick<DatabaseClient, 'call' | 'forRun' | 'close'> {
  userId: string
  /** New, with nothing in its memory. */
  personaId: string
  /** The functions that were called, in order. */
  names: string[]
  /** Whether the fault has happened. */
  isFaulty(): boolean
  signInAgain(): Promise<void>
}

/** As long as nobody is asked to renew the session while it is out of reach. */
const OUT_OF_REACH_MS = 2_500

/** @param atCall from 1; 0: none goes wrong */
export async function openFaulty(
  project: Project,
  atCall: number,
  fault: Fault,
  renewing: Renewing = 'works',
): Promise<FaultyDatabase> {
  const names: string[] = []
  let isOn = false
  let happenedAt: number | null = null
  let isRefusing = false

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const carryOut = () => project.fetch(input, init)
    const { pathname } = new globalThis.URL(input instanceof Request ? input.url : input)
    if (pathname === '/auth/v1/token' && happenedAt !== null) {
      if (renewing === 'is out of reach' && performance.now() < happenedAt + OUT_OF_REACH_MS) {
        throw new TypeError('fetch failed')
      }
      if (isRefusing) {
        const gone = { code: 'refresh_token_not_found', msg: 'Invalid Refresh Token: Refresh Token Not Found' }
        return Response.json(gone, { status: 400 })
      }
    }
    if (!isOn || !pathname.startsWith('/rest/v1/rpc/')) return carryOut()
    names.push(pathname.slice('/rest/v1/rpc/'.length))
    if (names.length !== atCall) return carryOut()
    happenedAt = performance.now()
    isRefusing = renewing === 'is refused'
    return fault(carryOut, init?.signal ?? undefined)
  }
  const database = openDatabase({
    url: URL,
    publishableKey: KEY,
    fetch,
    storage: sessionInMemory(),
  })
  const { id } = await database.signInLocal({ name: 'Ana' })
  const personaId = crypto.randomUUID()
  await database.call('ai_save_persona', { id: personaId, name: 'Coach', instructions: '', accent: 'pine' })
  isOn = true
  return {
    call: database.call,
    forRun: database.forRun,
    close: database.close,
    userId: id,
    personaId,
    names,
    isFaulty: () => happenedAt !== null,
    async signInAgain() {
      isRefusing = false
      await database.signInLocal({ name: 'Ana' })
    },
  }
}

/** Says that it has failed, as PostgreSQL does. */
export const refused: Fault = async () =>
  Response.json({ code: 'XX000', message: 'something broke', details: null, hint: null }, { status: 500 })

/** It is done, and nobody hears of it. */
export const unheard: Fault = async (carryOut) => {
  await carryOut()
  throw new TypeError('fetch failed')
}

/** Nothing is done or said, ever: whoever asked has to know how long to wait. */
export const silent: Fault = (_carryOut, signal) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))

/** The token is not good any more. */
export const expired: Fault = async () =>
  Response.json({ code: 'PGRST303', message: 'JWT expired', details: null, hint: null }, { status: 401 })
