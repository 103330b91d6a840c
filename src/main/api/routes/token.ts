// Signing in, for a script: forwarded to the auth service of the profile that is open. Two kinds of grants and their own
// fields go through and nothing else: over the same way the embedded one also opens accounts of this computer without a
// password, which is for Kith itself alone.
import { z } from 'zod'
import { endpoint } from '../endpoint'
import type { FailedAttempts } from '../failed-attempts'
import type { ApiParts } from '../kith'
import { ApiProblem } from '../problem'

const grants = {
  password: z.object({ email: z.string().max(320), password: z.string().min(1).max(1_000) }),
  refresh_token: z.object({ refresh_token: z.string().min(1).max(4_000) }),
}

export const getToken = ({ kith, signIns }: Pick<ApiParts, 'kith'> & { signIns: FailedAttempts }) =>
  endpoint({
    method: 'post',
    path: '/auth/v1/token',
    access: 'open',
    summary: 'Sign in',
    description:
      'As Supabase’s own auth service answers it, which it comes from: with a password, or with the refresh token of an earlier answer. The access token in the answer is what every other route takes.',
    query: z.object({ grant_type: z.enum(['password', 'refresh_token']) }),
    body: z.union([grants.password, grants.refresh_token]),
    answer: {
      status: 200,
      description: 'A session. Refusals are those of the auth service: `code` and `message`.',
      schema: z.looseObject({
        access_token: z.string(),
        refresh_token: z.string(),
        token_type: z.string(),
        expires_in: z.number(),
      }),
    },
    problems: ['TOO_MANY_ATTEMPTS', 'NOT_REACHABLE'],
    async handle({ query: { grant_type: grant }, body }, { signal }) {
      const read = grants[grant].safeParse(body)
      if (!read.success) {
        throw new ApiProblem('NOT_TAKEN', { issues: [{ in: 'body', at: '', message: `It does not fit ${grant}.` }] })
      }
      const wait = signIns.wait()
      if (wait > 0) throw new ApiProblem('TOO_MANY_ATTEMPTS', {}, { 'retry-after': String(wait) })
      const { service } = (await kith()).database
      const answer = await ask(service.fetch, `${service.url}/auth/v1/token?grant_type=${grant}`, {
        method: 'POST',
        headers: { apikey: service.publishableKey, 'content-type': 'application/json' },
        body: JSON.stringify(read.data),
        signal,
      })
      if (answer.status >= 400 && answer.status < 500) signIns.count()
      const retry = answer.headers.get('retry-after')
      return new Response(await answer.text(), {
        status: answer.status,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'cache-control': 'no-store',
          ...(retry !== null && { 'retry-after': retry }),
        },
      })
    },
  })

async function ask(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw new ApiProblem('NOT_REACHABLE', {}, {}, { cause })
  }
}
