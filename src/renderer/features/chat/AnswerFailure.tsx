import { useQuery } from '@tanstack/react-query'
import type { Message } from '../../../shared/contract/chat'
import type { SettingsView } from '../../../shared/contract/settings'
import { clockTime } from '../../lib/dates'
import { useOpen } from '../../state/open'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOfFailure } from '../../wire/failure'
import type { Failure } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { errorOfMessage } from './parts'
import { words } from './words'

interface AnswerFailureProps {
  message: Message
  isLast: boolean
  isBusy: boolean
  onTryAgain(): void
  /** Null when there is nothing to go on from. */
  onContinue: (() => void) | null
  isContinuing: boolean
}

/** Why an answer failed and what is safe; on the last answer also the way on, the fixing button first. */
export function AnswerFailure({ message, isLast, isBusy, onTryAgain, onContinue, isContinuing }: AnswerFailureProps) {
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  const openSettings = useOpen((open) => open.openSettings)
  const { failure, message: raw } = errorOfMessage(message) ?? { failure: null, message: '' }
  const said = failure ? wordsOfFailure(failure) : { ...words.unknownFailure, origin: raw }
  const fix = failure && fixes[failure.code]
  const providerId = failure && settings && providerOf(failure, settings)

  return (
    <ErrorNote
      title={said.title}
      detail={said.detail}
      origin={[said.origin, words.at(clockTime(new Date(message.createdAt)))].filter(Boolean).join(' ')}
      details={JSON.stringify({ message: message.id, at: message.createdAt, failure: failure ?? raw }, null, 2)}
    >
      {isLast && (
        <>
          {fix && (
            <Button
              look="primary"
              onClick={() => openSettings(providerId ? { kind: 'provider', providerId } : undefined)}
            >
              {fix}
            </Button>
          )}
          {onContinue && (
            <Button look={fix ? 'plain' : 'primary'} isBusy={isContinuing} onClick={onContinue}>
              {words.continue}
            </Button>
          )}
          <Button look={fix || onContinue ? 'plain' : 'primary'} isBusy={isBusy} onClick={onTryAgain}>
            {failure?.code === 'IMAGES_NOT_TAKEN' ? words.answerWithoutImages : words.tryAgain}
          </Button>
        </>
      )}
    </ErrorNote>
  )
}

/** What mends it, where trying again alone would not. */
const fixes: Partial<Record<Failure['code'], string>> = {
  PROVIDER_KEY_MISSING: words.enterNewKey,
  PROVIDER_KEY_REJECTED: words.enterNewKey,
  PROVIDER_MODEL_UNKNOWN: words.checkProvider,
}

// A failure names its provider and host; the settings know the rest.
function providerOf(failure: Failure, settings: SettingsView): string | undefined {
  const data = failure.data as { provider?: string; host?: string }
  const inUse = settings.model.kind === 'provider' ? settings.model.providerId : undefined
  const named = settings.providers.filter(({ name }) => name === data.provider)
  const byHost = settings.providers.filter(({ baseUrl }) => data.host && URL.parse(baseUrl)?.host === data.host)
  const candidates = named.length > 0 ? named : byHost
  return candidates.find(({ id }) => id === inUse)?.id ?? candidates[0]?.id ?? inUse
}
