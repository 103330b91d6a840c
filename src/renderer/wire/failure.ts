// Turns whatever a call threw, or a stored answer carries, into words. Nothing is read by people that is not here or
// in the error table.
import { isDefinedError, ORPCError } from '@orpc/client'
import type { Failure } from '../../shared/errors'
import { errorInWords } from '../../shared/errors-in-words'
import type { ErrorInWords } from '../../shared/errors-in-words'
import { ConnectionLost } from './connection'

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
  if (error instanceof ConnectionLost) {
    return { title: 'No connection to Kith', detail: 'It is being restored. What you wrote is still here.' }
  }
  const refused = refusedInput(error)
  if (refused) return { title: 'Kith did not accept this', detail: refused }
  return {
    title: 'Kith could not do this',
    detail: 'It met something it did not expect, and wrote it to its log. What you wrote is still here.',
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
    const said: ErrorInWords | undefined = errorInWords(failure)
    return said ?? null
  } catch {
    return null
  }
}

function unknownFailure(code: string): ErrorInWords {
  return {
    title: 'This failed in a way this window does not know',
    detail: 'Open Kith again, then try again.',
    origin: code,
  }
}

function refusedInput(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST') return null
  const issues = (error.data as { issues?: { message?: unknown }[] } | undefined)?.issues
  const messages = issues?.map((issue) => issue.message).filter((message) => typeof message === 'string')
  return messages?.length ? messages.join(' ') : null
}
