import { ANONYMOUS } from './database-error'

/**
 * Lets no call of a function go out without an account.
 *
 * When a session has expired and cannot be renewed, the client quietly sends its publishable key in place of the token.
 * The call would run as `anon`, and under row security that looks like an empty database.
 */
export function refuseAnonymous(fetch: typeof globalThis.fetch, publishableKey: string): typeof globalThis.fetch {
  return async function fetchAsSomebody(input, init) {
    const url = input instanceof Request ? input.url : String(input)
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))
    const isCall = new URL(url).pathname.startsWith('/rest/v1/')
    if (isCall && (headers.get('authorization') ?? `Bearer ${publishableKey}`) === `Bearer ${publishableKey}`) {
      return Response.json({ code: ANONYMOUS, message: 'No account is signed in.' }, { status: 401 })
    }
    return fetch(input, init)
  }
}
