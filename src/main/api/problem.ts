// What goes wrong, as RFC 9457 says it: a status, a code to program against, and words with what to do.
import { ORPCError } from '@orpc/server'
import { z } from 'zod'
import { KithError, parseFailure } from '../../shared/errors'
import type { ErrorCode } from '../../shared/errors'
import { errorInWords } from '../../shared/errors-in-words'
import { problems } from './problems'
import type { ProblemCode } from './problems'

/** An answer that is a refusal. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  constructor(
    readonly code: ProblemCode,
    readonly more: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options)
  }
}

export const problemBody = z.object({
  type: z.string().meta({ description: 'Where this kind of problem is described: a part of /api/docs.' }),
  title: z.string(),
  status: z.int(),
  detail: z.string().meta({ description: 'What happened and what to do, in English, for people.' }),
  code: z.string().meta({ description: 'What to program against.' }),
})

/** @param onUnexpected is told of what nobody expected; of that, nothing is said but that it happened */
export function problemResponse(error: unknown, onUnexpected: (error: unknown) => void): Response {
  if (error instanceof ApiProblem) {
    const { status, title, detail } = problems[error.code]
    return answer({ code: error.code, status, title, detail, more: error.more }, error.headers)
  }
  const failure = failureIn(error)
  if (failure) {
    const { title, detail } = errorInWords(failure)
    return answer({ code: failure.code, status: statusOf(failure.code), title, detail, more: { data: failure.data } })
  }
  onUnexpected(error)
  const { status, title, detail } = problems.UNEXPECTED
  return answer({ code: 'UNEXPECTED', status, title, detail, more: {} })
}

interface Said {
  code: string
  status: number
  title: string
  detail: string
  more: Record<string, unknown>
}

function answer({ code, status, title, detail, more }: Said, headers: Record<string, string> = {}): Response {
  const body = { type: `/api/docs#${code}`, title, status, detail, code, ...more }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', ...headers },
  })
}

/** An expected failure, whether it came by itself or through the contract. */
function failureIn(error: unknown) {
  if (error instanceof KithError) return error.toFailure()
  if (error instanceof ORPCError) return parseFailure({ code: error.code, data: error.data })
  return null
}

function statusOf(code: ErrorCode): number {
  if (code.startsWith('PROVIDER_') || code.startsWith('STREAM_')) return 502
  return statuses[code] ?? 503
}

const statuses: Partial<Record<ErrorCode, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RUN_IN_PROGRESS: 409,
  INVALID: 400,
  MESSAGE_TOO_LONG: 413,
  QUESTION_TOO_LARGE: 413,
  FILE_REFUSED: 400,
  THREAD_FILE_REFUSED: 400,
}
