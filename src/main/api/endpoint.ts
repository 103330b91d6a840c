// One route: what it takes and answers, as schemas that validate and from which /api/openapi.json is made.
import { z } from 'zod'
import type { Caller } from './caller'
import type { ProblemCode } from './problems'
import { ApiProblem } from './problem'

/** `open`: for anybody. `read` and `write`: for who is recognised, `write` not for keys that may only read. */
type Access = 'open' | 'read' | 'write'

interface Described {
  method: 'get' | 'post'
  /** As OpenAPI writes it: /api/threads/{id}. */
  path: string
  summary: string
  description?: string
  answer: { status: number; description: string; type?: string; schema?: z.ZodType }
  /** Besides those every route of its kind has. */
  problems?: ProblemCode[]
}

export interface Endpoint extends Described {
  access: Access
  params: z.ZodType | undefined
  query: z.ZodType | undefined
  body: z.ZodType | undefined
  handle(input: { params: unknown; query: unknown; body: unknown }, context: EndpointContext): Promise<Response>
}

export interface EndpointContext {
  request: Request
  /** Ends when whoever asked is gone. */
  signal: AbortSignal
  /** Answers after the response has begun are part of the same access. */
  until(over: Promise<unknown>): void
  /** Throws where the route is `open`. */
  caller: Caller
}

interface Given<P, Q, B> extends Described {
  access: Access
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  handle(input: { params: P; query: Q; body: B }, context: EndpointContext): Promise<Response> | Response
}

export function endpoint<P = unknown, Q = unknown, B = unknown>(given: Given<P, Q, B>): Endpoint {
  return {
    ...given,
    params: given.params,
    query: given.query,
    body: given.body,
    handle: async ({ params, query, body }, context) =>
      given.handle(
        {
          params: read(given.params, params, 'path'),
          query: read(given.query, query, 'query'),
          body: read(given.body, body, 'body'),
        },
        context,
      ),
  }
}

/** Throws NOT_TAKEN, with each thing that is wrong. */
function read<T>(schema: z.ZodType<T> | undefined, value: unknown, where: string): T {
  const result = (schema ?? (z.unknown() as unknown as z.ZodType<T>)).safeParse(value)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => ({
    in: where,
    at: path.map(String).join('.'),
    message,
  }))
  throw new ApiProblem('NOT_TAKEN', { issues })
}

export function json(value: unknown, status = 200): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store' } })
}
