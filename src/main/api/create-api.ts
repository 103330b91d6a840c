// The API as one function from request to response: doors, who it is, one route, a line in the access log.
import { Hono } from 'hono'
import type { Context } from 'hono'
import { toStorableText } from '../../shared/domain/stored-text'
import type { AccessLog } from './access-log'
import type { Caller } from './caller'
import { docsHeaders, docsPage } from './docs-page'
import { doors } from './doors'
import type { DoorsOptions } from './doors'
import { json } from './endpoint'
import type { Endpoint } from './endpoint'
import type { FailedAttempts } from './failed-attempts'
import type { ApiParts } from './kith'
import { openApiOf } from './openapi'
import type { OpenApiDocument } from './openapi'
import { ApiProblem, problemResponse } from './problem'
import { readJson } from './read-body'
import type { BodyLimits } from './read-body'
import type { Recognise } from './recognise'
import { getHealth } from './routes/health'
import { createMemory, listMemories } from './routes/memories'
import { searchEverything } from './routes/search'
import { streamAnswer } from './routes/stream'
import { createThread, listMessages, listThreads } from './routes/threads'
import { getToken } from './routes/token'
import type { Streams } from './streams'

interface CreateApiParts extends ApiParts, DoorsOptions {
  recognise: Recognise
  /** Apart from tokens that are refused: one script with an old one keeps nobody from signing in. */
  signIns: FailedAttempts
  streams: Streams
  accesses: Pick<AccessLog, 'note'>
  limits: BodyLimits
}

interface Variables {
  Variables: { caller: Caller | undefined; over: Promise<unknown> | undefined; pattern: string | undefined }
}

export type ApiFetch = (request: Request) => Promise<Response>

export function createApi(parts: CreateApiParts): ApiFetch {
  const app = new Hono<Variables>()
  const endpoints = [
    getHealth(parts),
    getToken(parts),
    listThreads,
    createThread(parts),
    listMessages,
    listMemories,
    createMemory(parts),
    searchEverything,
    streamAnswer(parts),
  ]
  // Made for whoever asks first: Kith starts with this, and in most of them the API is off.
  let described: OpenApiDocument | undefined
  const document = () => (described ??= openApiOf(endpoints, parts.version))
  const refuse = (error: unknown) => problemResponse(error, (what) => parts.log('the local API failed', what))

  app.use(async (context, next) => {
    const began = performance.now()
    const at = new Date().toISOString()
    await next()
    const note = () => {
      const caller = context.get('caller')
      const { key = null, userId = null } = caller ?? {}
      parts.accesses.note(
        {
          at,
          keyName: key?.name ?? null,
          userId: key ? null : userId,
          method: context.req.method.slice(0, 20),
          // Never the address itself: it says what was looked for.
          route: context.get('pattern') ?? '(none)',
          status: context.res.status,
          took: Math.round(performance.now() - began),
          owner: caller ? { userId: caller.userId, profileId: caller.profileId } : null,
        },
        key?.id ?? null,
      )
    }
    const over = context.get('over')
    if (over) void over.then(note)
    else note()
  })
  app.use(async (context, next) => {
    await next()
    context.res.headers.set('x-content-type-options', 'nosniff')
    context.res.headers.set('cross-origin-resource-policy', 'same-origin')
  })
  app.use(doors(parts))

  app.get('/api/openapi.json', (context) => {
    context.set('pattern', '/api/openapi.json')
    return json(document())
  })
  app.get('/api/docs', (context) => {
    context.set('pattern', '/api/docs')
    return context.body(docsPage(document()), 200, docsHeaders)
  })
  for (const one of endpoints) serve(app, one, parts)
  const methods = Map.groupBy(endpoints, ({ path }) => path)
  for (const [path, some] of methods) {
    const allow = some.map(({ method }) => method.toUpperCase()).join(', ')
    app.all(patternOf(path), () => {
      throw new ApiProblem('WRONG_METHOD', {}, { allow })
    })
  }
  app.notFound(() => refuse(new ApiProblem('NO_ROUTE')))
  app.onError((error, context) => withOrigin(refuse(error), context))
  return async (request) => app.fetch(request)
}

function serve(app: Hono<Variables>, one: Endpoint, { recognise, limits }: CreateApiParts): void {
  app.on(one.method.toUpperCase(), patternOf(one.path), async (context) => {
    context.set('pattern', patternOf(one.path))
    const { raw } = context.req
    if (one.access !== 'open') context.set('caller', await recognise(context.req.header('authorization')))
    const caller = context.get('caller')
    if (one.access === 'write' && caller?.mayWrite !== true) throw new ApiProblem('READ_ONLY')
    const body = one.body ? await readJson(raw, limits) : undefined
    const answer = await one.handle(
      { params: storable(context.req.param()), query: storable(context.req.query()), body },
      {
        request: raw,
        signal: raw.signal,
        until: (over) => context.set('over', over),
        get caller(): Caller {
          if (!caller) throw new Error(`${one.path} is open: nobody was recognised.`)
          return caller
        },
      },
    )
    return withOrigin(answer, context)
  })
}

/** What no text of the database can have in it is nowhere in there either: it is looked for as it would be kept. */
function storable(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toStorableText(value)]))
}

/** What the doors said of the origin belongs to every answer. */
function withOrigin(answer: Response, context: Context): Response {
  const said = context.res.headers
  for (const name of ['access-control-allow-origin', 'access-control-expose-headers', 'vary']) {
    const value = said.get(name)
    if (value !== null) answer.headers.set(name, value)
  }
  return answer
}

function patternOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}
