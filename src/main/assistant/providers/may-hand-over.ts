import type { ErrorCode, KithError } from '../../../shared/errors'

/**
 * Whether another model may answer what this one could not. Yes to whatever lies between Kith and the model, the key
 * included; no to a request that was refused: what one provider does not want to read is not carried to the next.
 */
export function mayHandOver({ code, data }: KithError): boolean {
  // 402: nothing is paid for.
  if (code === 'PROVIDER_REFUSED') return 'status' in data && data.status === 402
  return between.has(code)
}

const between: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'NOT_FOUND',
  'PROVIDER_KEY_MISSING',
  'PROVIDER_KEY_REJECTED',
  'PROVIDER_FORBIDDEN',
  'PROVIDER_MODEL_UNKNOWN',
  'PROVIDER_RATE_LIMITED',
  'PROVIDER_FAILED',
  'PROVIDER_UNREACHABLE',
  'PROVIDER_TIMEOUT',
  'STREAM_BROKEN',
  'STREAM_GARBLED',
])
