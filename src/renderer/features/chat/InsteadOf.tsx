import type { Message } from '../../../shared/contract/chat'
import { AlertIcon } from '../../ui/icons'
import { asFailure, wordsOfFailure } from '../../wire/failure'
import { words } from './words'

/** Another model answered than the one that was chosen, and why. */
export function InsteadOf({ message }: { message: Message }) {
  const { modelId, insteadOf } = (message.content['metadata'] ?? {}) as Record<string, unknown>
  if (typeof modelId !== 'string' || typeof insteadOf !== 'object' || insteadOf === null) return null
  const { provider, model, failure: why } = insteadOf as Record<string, unknown>
  const failure = asFailure(why)
  const wanted = String(model || provider)
  return (
    <p className="mb-1.5 flex min-h-7 items-center gap-2.5 text-small text-ink-2">
      <AlertIcon className="text-warning" />
      <span className="[overflow-wrap:anywhere]">
        {words.insteadOf(wanted, modelId)}
        {failure && `: ${wordsOfFailure(failure).title}`}
      </span>
    </p>
  )
}
