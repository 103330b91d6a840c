// The words by which failures are named. Whatever else stands in a `code` may be anybody's.
import { constants } from 'node:os'
import { errorData } from '../../shared/errors'

const systemCodes = new Set([...Object.keys(constants.errno), 'ENOTFOUND', 'EAI_AGAIN', 'ABORT_ERR'])
const ofLibraries = /^(?:ERR_[A-Z][A-Z_]{2,50}|UND_ERR_[A-Z_]{3,40}|PGRST\d{3})$/
const sqlState = /^(?=.*\d)[0-9A-HPX][0-9A-Z]{4}$/

export const isKnownCode = (code: string): boolean =>
  Object.hasOwn(errorData, code) || systemCodes.has(code) || ofLibraries.test(code)

export const isSqlState = (code: string): boolean => !systemCodes.has(code) && sqlState.test(code)

/** What a failure of Kith's says in `why`, of all that can. */
const reasons = new Set<string>(
  Object.values(errorData).flatMap(({ shape }) => ('why' in shape ? shape.why.options : [])),
)

export const isKnownReason = (why: string): boolean => reasons.has(why)

const names = new Set(
  `
    Error TypeError RangeError ReferenceError SyntaxError URIError EvalError AggregateError AbortError TimeoutError
    NotAllowedError NotFoundError QuotaExceededError InvalidStateError SecurityError NetworkError DataCloneError
    NotSupportedError NotReadableError DOMException KithError ApiProblem SignedOut CannotStart ConnectionLost
    ChunkLoadError ORPCError ZodError ValidationError PostgrestError AuthError AuthApiError AuthRetryableFetchError
    MastraError AI_APICallError AI_RetryError AI_NoObjectGeneratedError AI_TypeValidationError AI_JSONParseError
    DatabaseError JOSEError JWTExpired JWSSignatureVerificationFailed McpError SystemError
  `
    .trim()
    .split(/\s+/),
)

export const isKnownName = (name: string): boolean => names.has(name)
