// Who may knock at all. `Host` is exactly ours, so that no page reaches Kith by a name it made up for this computer, and a
// page is answered only when its origin was named by the owner.
import type { MiddlewareHandler } from 'hono'
import { ApiProblem } from './problem'

export interface DoorsOptions {
  /** As `Host` has it; empty while there is no port. */
  hosts(): readonly string[]
  origins(): readonly string[]
}

const METHODS = 'GET, POST'
const HEADERS = 'authorization, content-type, accept, x-vercel-ai-ui-message-stream'
const EXPOSED = 'retry-after, x-kith-thread-id, x-kith-message-id, x-kith-run-id, x-vercel-ai-ui-message-stream'

/** Refuses with 421 and 403; answers the preflights of allowed origins. */
export function doors({ hosts, origins }: DoorsOptions): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host')?.toLowerCase()
    if (host === undefined || !hosts().includes(host)) throw new ApiProblem('WRONG_HOST')

    const origin = context.req.header('origin')
    if (origin === undefined) {
      if (context.req.method === 'OPTIONS') throw new ApiProblem('WRONG_METHOD', {}, { allow: METHODS })
      return next()
    }
    if (!origins().includes(origin)) throw new ApiProblem('FOREIGN_ORIGIN')
    if (context.req.method === 'OPTIONS') {
      return context.body(null, 204, {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': METHODS,
        'access-control-allow-headers': HEADERS,
        'access-control-max-age': '600',
        vary: 'Origin',
      })
    }
    // Before the rest, so that a refusal can be read by the page, too.
    context.header('access-control-allow-origin', origin)
    context.header('access-control-expose-headers', EXPOSED)
    context.header('vary', 'Origin')
    return next()
  }
}
