import type { ErrorPart, MessageContent } from '../../shared/domain/message'
import { KithError } from '../../shared/errors'
import { toStorableJson } from '../store/storable-json'

/** The content with a failure as its last part. Everything before it stays. */
export function withFailure(content: MessageContent, failure: KithError): MessageContent {
  return { ...content, parts: [...content.parts, errorPart(failure)] }
}

/** The words people read are made from name and data on screen, so `message` stays empty. */
function errorPart({ code, data }: KithError): ErrorPart {
  return { type: 'error', error: { name: code, message: '', data: toStorableJson(data) } }
}

/** Any error as one people can act on: itself if it is, else what the database did not do, in its own words. */
export function toKithError(error: unknown): KithError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof KithError) return cause
  const reason = error instanceof Error ? error.message : String(error)
  return new KithError('DATABASE_FAILED', { reason }, { cause: error })
}
