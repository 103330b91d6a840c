// Another model may answer what this one could not.
import type { ErrorCode, KithError } from '../../../shared/errors'
import type { ChosenModel } from '../choose-model'

/** The model to answer instead; null when there is none, or when it would not help. */
export async function handOver(from: ChosenModel, failure: KithError): Promise<ChosenModel | null> {
  if (!from.fallback || !mayHandOver(failure)) return null
  const { provider, model } = from.facts
  const next = await from.fallback().catch(() => null)
  // One that cannot even be reached is no help: what is said is why the wanted one failed.
  return next && { ...next, insteadOf: { provider, model, failure: failure.toFailure() } }
}

/**
 * Whether another model may answer what this one could not. Yes to whatever lies between Kith and the model, the key
 * included; no to a request that was refused: what one provider does not want to read is not carried to the next.
 */
function mayHandOver({ code, data }: KithError): boolean {
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
