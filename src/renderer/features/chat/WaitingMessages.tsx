import type { WaitingMessage } from '../../../shared/contract/chat'
import { useRunId } from '../../state/streams'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { Tooltip } from '../../ui/Tooltip'
import { Attachments } from './attachments/Attachments'
import { turnGrid } from './turn-grid'
import { asFailure, wordsOf, wordsOfFailure } from '../../wire/failure'
import { useWaitingActions } from './use-waiting'
import type { WaitingInView } from './use-waiting'
import { words } from './words'

/** What the person has said and is not sent yet, under the conversation, with the choice what becomes of it. */
export function WaitingMessages({ messages, lastQuestionId, error, readAgain }: WaitingInView) {
  if (messages.length === 0 && !error) return null
  return (
    <section aria-label={words.waiting} className="pb-2">
      {error && (
        <div className="pb-3">
          <ErrorNote {...wordsOf(error)}>
            <Button size="small" onClick={readAgain}>
              {words.tryAgain}
            </Button>
          </ErrorNote>
        </div>
      )}
      {messages.map((message) => (
        <WaitingTurn key={message.id} message={message} isNext={message.waitsFor === lastQuestionId} />
      ))}
    </section>
  )
}

/** @param isNext It waits for the answer to what was said last. */
function WaitingTurn({ message, isNext }: { message: WaitingMessage; isNext: boolean }) {
  const isAnswering = useRunId(message.threadId) !== null
  const failure = message.kept?.failure && asFailure(message.kept.failure)
  const refused = failure ? wordsOfFailure(failure) : null
  const { isBusy, error, sendNow, takeBack } = useWaitingActions(message)
  return (
    <div data-waiting={message.id} className={turnGrid}>
      <div className="pt-1 text-end text-small text-ink-3 @max-[560px]:pb-3.5 @max-[560px]:text-start">{words.you}</div>
      <div className="min-w-0">
        <div className="-mx-4 -my-[11px] rounded-l bg-band px-4 py-[11px]">
          <div className="reading line-clamp-6 whitespace-pre-wrap text-ink-2 [unicode-bidi:plaintext]">
            {message.text}
          </div>
          {message.attachments.length > 0 && (
            <div className="pt-2">
              <Attachments attachments={message.attachments} />
            </div>
          )}
          <div className="-ms-2 mt-1.5 flex flex-wrap items-center gap-0.5">
            <span className="px-2 text-small text-ink-3">
              {message.kept ? words.waitsForProject : isAnswering && isNext ? words.waits : words.notSent}
            </span>
            <Tooltip text={isAnswering ? words.sendNowHint : words.sendNow}>
              <Button look={isAnswering ? 'bare' : 'plain'} size="small" isBusy={isBusy} onClick={sendNow}>
                {words.sendNow}
              </Button>
            </Tooltip>
            <Button look="bare" size="small" aria-disabled={isBusy} onClick={isBusy ? undefined : takeBack}>
              {words.takeBack}
            </Button>
          </div>
        </div>
        {(error ?? refused) && (
          <div className="pt-5">
            <ErrorNote {...(error ?? refused)!} />
          </div>
        )}
      </div>
    </div>
  )
}
