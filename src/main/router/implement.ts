// The one place where failures become answers: every route is built on this.
import { implement, ORPCError, ValidationError } from '@orpc/server'
import { contract } from '../../shared/contract'
import { KithError } from '../../shared/errors'
import { accountHeader, profileHeader } from '../../shared/domain/page-headers'
import type { RequestHeadersPluginContext } from '@orpc/server/plugins'
import type { RouterContext } from './context'

export const route = implement(contract)
  .$context<RouterContext & RequestHeadersPluginContext>()
  .use(async ({ next, context, path, signal }) => {
    try {
      refuseOtherProfile(context, path)
      return await next({ context: { lifecycle: ofMeantAccount(context) } })
    } catch (error) {
      // Whoever asked wants it no more, as with every key of a search: there is nobody to tell, and nothing is wrong.
      if (signal?.aborted) throw error
      throw toWireError(error, context)
    }
  })

type Asked = RouterContext & RequestHeadersPluginContext

/** A window that has not heard yet that another profile is open must not write into it. */
function refuseOtherProfile({ profiles, reqHeaders }: Asked, [domain]: readonly string[]): void {
  const meant = reqHeaders?.get(profileHeader)
  const isOfNone = domain === 'session' || domain === 'profiles' || domain === 'diagnostics'
  if (!meant || isOfNone || meant === profiles.present().id) return
  throw new KithError('CONFLICT', { reason: 'Another profile is open now.' })
}

/** Nor into another account. Which one it is, is known to whoever has waited for the database. */
function ofMeantAccount({ lifecycle, reqHeaders }: Asked): RouterContext['lifecycle'] {
  const meant = reqHeaders?.get(accountHeader)
  if (!meant) return lifecycle
  return {
    ...lifecycle,
    async services() {
      const services = await lifecycle.services()
      if (services.database.userId === meant) return services
      throw new KithError('CONFLICT', { reason: 'Another account is open now.' })
    },
  }
}

/** Passes on what a stream gives, with its failures as answers too. */
export async function* stream<T>(source: AsyncIterable<T>, context: RouterContext): AsyncGenerator<T, void> {
  try {
    yield* source
  } catch (error) {
    throw toWireError(error, context)
  }
}

function toWireError(error: unknown, context: RouterContext): ORPCError<string, unknown> {
  if (error instanceof KithError) return wireError(error)
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    return wireError(new KithError('INVALID', { reason: error.cause.issues.map((issue) => issue.message).join(' ') }))
  }
  if (error instanceof ORPCError) return error
  context.onUnexpectedError(error)
  return new ORPCError('INTERNAL_SERVER_ERROR')
}

function wireError(error: KithError): ORPCError<string, unknown> {
  return new ORPCError(error.code, { defined: true, message: error.code, data: error.data, cause: error })
}
