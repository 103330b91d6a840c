// Turns whatever a call threw, or a stored answer carries, into words. Nothing is read by people that is not here or
// in the error table.
import { isDefinedError, ORPCError } from '@orpc/client'
import type { Failure } from '../../shared/errors'
import type { ErrorInWords } from '../../shared/errors-in-words'
import { ConnectionLost } from './connection'
import { words } from './words'

export type { ErrorInWords, Failure }

/** The failure of the error table that a call ended with, or null when it was something else. */
export function failureOf(error: unknown): Failure | null {
  if (!(error instanceof ORPCError) || !isDefinedError(error)) return null
  return asFailure({ code: error.code, data: error.data })
}

/** What a person reads about an error of a call. */
export function wordsOf(error: unknown): ErrorInWords {
  const failure = failureOf(error)
  if (failure) return wordsOfFailure(failure)
  if (error instanceof ConnectionLost) return words.connectionLost
  const refused = refusedInput(error)
  if (refused) return { title: words.refused, detail: words.reason(refused) }
  return {
    ...words.unexpected,
    origin: error instanceof ORPCError ? error.code : String(error),
  }
}

export function wordsOfFailure(failure: Failure): ErrorInWords {
  return tryInWords(failure) ?? unknownFailure(failure.code)
}

/** Reads a failure that was stored or sent. Anything the error table has no words for gives null. */
export function asFailure(value: unknown): Failure | null {
  if (typeof value !== 'object' || value === null || !('code' in value) || typeof value.code !== 'string') return null
  const failure = { code: value.code, data: 'data' in value ? value.data : {} } as Failure
  return tryInWords(failure) ? failure : null
}

// The schemas stay in main, so a newer main or an old stored answer may bring a code or data this page has no words for.
function tryInWords(failure: Failure): ErrorInWords | null {
  try {
    const said: ErrorInWords | undefined = words.error(failure)
    return said ?? null
  } catch {
    return null
  }
}

function unknownFailure(code: string): ErrorInWords {
  return { ...words.unknown, origin: code }
}

function refusedInput(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const issues = (error.data as { issues?: { message?: unknown }[] } | undefined)?.issues
  const messages = issues?.map((issue) => issue.message).filter((message) => typeof message === 'string')
  return messages?.length ? messages.join(' ') : null
}

/** An error as it reads where there is neither a message nor an answer. */
export function withoutMessage(said: ErrorInWords): ErrorInWords {
  return { ...said, detail: words.withoutMessage(said.detail) }
}
