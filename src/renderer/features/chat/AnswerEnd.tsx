import type { Message } from '../../../shared/contract/chat'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { IconButton } from '../../ui/IconButton'
import { AgainIcon } from '../../ui/icons'
import { AnswerFailure } from './AnswerFailure'
import { CopyAction } from './CopyAction'
import { ForgetAction } from './ForgetAction'
import { HoverActions } from './HoverActions'
import { MessageMenu } from './MessageMenu'
import { withoutOfAnswer } from './receipt/memory-of-answer'
import { textOfMessage } from './parts'
import { useAnswering } from './use-answering'
import { Versions } from './Versions'
import { words } from './words'

interface AnswerEndProps {
  message: Message
  isLive: boolean
  isLast: boolean
  isActive: boolean
}

/** Under an answer: how it ended and what one can do with it. */
export function AnswerEnd({ message, isLive, isLast, isActive }: AnswerEndProps) {
  const { answerAgain, goOn, busy, error } = useAnswering(message.threadId, message.id)
  const text = textOfMessage(message)
  const actions = text !== '' && (
    <>
      <CopyAction read={() => text} isActive={isActive} />
      <ForgetAction message={message} isActive={isActive} />
      <MessageMenu message={message} isActive={isActive} />
    </>
  )
  const isStopped = message.status === 'stopped'
  const isWhole = message.status === 'complete'
  const hasVersions = message.siblingIds.length > 1
  const way = { isBusy: busy === 'again', onTryAgain: () => answerAgain(withoutOfAnswer(message)) }
  return (
    <>
      {message.status === 'failed' && (
        <div className={text === '' ? 'pt-1' : 'pt-4'}>
          <AnswerFailure
            message={message}
            isLast={isLast}
            {...way}
            onContinue={text === '' ? null : goOn}
            isContinuing={busy === 'on'}
          />
        </div>
      )}
      {/* The room is kept while it is written, so that nothing shifts when it is done. */}
      {(isStopped || (isLast && (isLive || isWhole)) || hasVersions) && (
        <div className="-ms-2 -me-1.5 mt-2.5 flex min-h-7 items-center gap-0.5 pointer-coarse:min-h-11">
          {isStopped && <span className="px-2 text-small text-ink-3">{words.youStopped}</span>}
          {isStopped && isLast && text !== '' && (
            <Button look="bare" size="small" className="font-strong" isBusy={busy === 'on'} onClick={goOn}>
              {words.continue}
            </Button>
          )}
          {!isLive && (
            <div className="ms-auto flex gap-0.5">
              {isLast && message.status !== 'failed' && actions}
              {isLast && (isWhole || isStopped) && (
                <IconButton
                  size="small"
                  label={words.answerAgain}
                  className="text-ink-3"
                  icon={<AgainIcon />}
                  aria-disabled={busy !== null}
                  onClick={() => answerAgain()}
                />
              )}
              <Versions message={message} isActive={isActive} />
            </div>
          )}
        </div>
      )}
      {!isLive && actions && (!isLast || message.status === 'failed') && (
        <HoverActions ground="paper">
          {actions}
          {!isLast && (isWhole || isStopped) && (
            <IconButton
              size="small"
              label={words.answerThisAgain}
              tabIndex={isActive ? 0 : -1}
              className="text-ink-3"
              icon={<AgainIcon />}
              aria-disabled={busy !== null}
              onClick={() => answerAgain()}
            />
          )}
        </HoverActions>
      )}
      {error && (
        <div className="pt-2">
          <ErrorNote {...error} />
        </div>
      )}
    </>
  )
}
