// Between the connector and the database: every call is written down, and any of them can be made to fail as networks,
// sessions and servers do.
import { createCall } from '../../../src/main/store'
import type { Engine, Person } from '../../../supabase/tests/support/engines'

/**
 * offline: nothing was sent. expired: the session has ended. broken: the server refuses, with SQLSTATE 57014. unanswered:
 * it was done, and the answer was lost.
 */
export type Failure = 'offline' | 'expired' | 'broken' | 'unanswered'

export interface Network {
  call: ReturnType<typeof createCall>
  /** The functions that were called, in order. */
  calls: string[]
  /** The call with this number, from now, counted from 1, fails. */
  fail(number: number, how: Failure): void
  /** Nothing fails any more, and counting begins anew. */
  heal(): void
}

export function networkOf(engine: Engine, { userId }: Person): Network {
  const calls: string[] = []
  let failing: { number: number; how: Failure } | undefined
  const token = (lifetime?: number) =>
    engine.token({ sub: userId, aud: 'authenticated', role: 'authenticated' }, lifetime)

  const network: Network = {
    calls,
    fail(number, how) {
      calls.length = 0
      failing = { number, how }
    },
    heal() {
      calls.length = 0
      failing = undefined
    },
    call: createCall({
      url: 'http://project.test',
      key: 'sb_publishable_test',
      getToken: () => '',
      async fetch(input, init) {
        const request = new Request(input, init)
        calls.push(request.url.slice(request.url.lastIndexOf('/') + 1))
        const how = calls.length === failing?.number ? failing.how : undefined
        if (how === 'offline') throw new TypeError('fetch failed')
        if (how === 'broken') {
          return Response.json({ code: '57014', message: 'canceling statement due to user request' }, { status: 500 })
        }
        request.headers.set('authorization', `Bearer ${await token(how === 'expired' ? -3_600 : undefined)}`)
        const response = await engine.fetch(request)
        if (how === 'unanswered') {
          await response.text()
          throw new TypeError('fetch failed')
        }
        return response
      },
    }),
  }
  return network
}
