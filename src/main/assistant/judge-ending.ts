// How a stream ended. Mastra calls almost every end a success, so this is where an answer that broke off is told from
// one that is whole.
import type { Json } from '../database/database.types'
import { KithError } from '../../shared/errors'
import { toStorableJson } from '../store/storable-json'
import type { ChunkOf } from './answer-chunk'
import type { ProviderFacts } from './providers'
import { toProviderError } from './providers/provider-error'

export interface StreamEnd {
  /** The last `finish` chunk. */
  finish: ChunkOf<'finish'>['payload'] | undefined
  /** What the stream said it failed with. */
  error: unknown
  /** Why Mastra itself stopped the answer. */
  tripwire: string | undefined
  /** Whether any part arrived. */
  hasParts: boolean
}

export interface Ending {
  /** `waiting`: for its owner's word on a tool call; the run is not over. */
  status: 'complete' | 'stopped' | 'failed' | 'waiting'
  failure?: KithError
  usage?: Json
  /** In the provider's words where it has some. */
  finishReason?: string
}

export function judgeEnding({ finish, error, tripwire, hasParts }: StreamEnd, facts: ProviderFacts): Ending {
  const data = { provider: facts.provider, host: facts.host }
  const usage = finish && toStorableJson(finish.output.usage)
  const reason: string | undefined = finish?.stepResult.reason
  const raw = finish?.stepResult.rawReason
  const known = { usage, finishReason: raw ?? reason }
  const failed = (failure: KithError): Ending => ({ ...known, status: 'failed', failure })

  if (error !== undefined) return failed(toProviderError(error, facts))
  if (tripwire !== undefined) return failed(new KithError('PROVIDER_REFUSED', { ...data, reason: tripwire }))
  if (reason === 'content-filter') {
    return failed(new KithError('PROVIDER_REFUSED', { ...data, reason: 'Its content filter ended the answer.' }))
  }
  if (!isProperEnd(reason, raw)) return failed(new KithError('STREAM_BROKEN', data))
  if (!hasParts) return failed(new KithError('STREAM_GARBLED', data))
  return { ...known, status: 'complete' }
}

/** `other` is an end when the provider gave it a name Mastra does not know, and none when it said nothing at all. */
function isProperEnd(reason: string | undefined, raw: string | undefined): boolean {
  if (reason === 'stop' || reason === 'length' || reason === 'tool-calls') return true
  return reason === 'other' && raw !== undefined
}
