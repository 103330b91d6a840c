import type { Message } from '../../../shared/contract/chat'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { IconButton } from '../../ui/IconButton'
import { AgainIcon } from '../../ui/icons'
import { AnswerFailure } from './AnswerFailure'
import { CopyAction } from './CopyAction'
import { HoverActions } from './HoverActions'
import { textOfMessage } from './parts'
import { useAnswerAgain } from './use-answering'
import { words } from './words'

interface AnswerEndProps {
  message: Message
  isLive: boolean
  isLast: boolean
  isActive: boolean
}

/** Under an answer: how it ended and what one can do with it. */
export function AnswerEnd({ message, isLive, isLast, isActive }: AnswerEndProps) {
  const { answerAgain, isBusy, error } = useAnswerAgain(message.threadId, message.id)
  const text = textOfMessage(message)
  const copy = text !== '' && <CopyAction read={() => text} isActive={isActive} />
  const isStopped = message.status === 'stopped'
  const isWhole = message.status === 'complete'
  return (
    <>
      {message.status === 'failed' && (
        <div className={text === '' ? 'pt-1' : 'pt-4'}>
          <AnswerFailure message={message} isLast={isLast} isBusy={isBusy} onTryAgain={answerAgain} />
        </div>
      )}
      {/* The room is kept while it is written, so that nothing shifts when it is done. */}
      {(isStopped || (isLast && (isLive || isWhole))) && (
        <div className="-ms-2 -me-1.5 mt-2.5 flex h-7 items-center gap-0.5 pointer-coarse:h-11">
          {isStopped && <span className="px-2 text-small text-ink-3">{words.youStopped}</span>}
          {isStopped && isLast && (
            <Button look="bare" size="small" isBusy={isBusy} onClick={answerAgain}>
              {words.answerAgain}
            </Button>
          )}
          {!isLive && isLast && (
            <div className="ms-auto flex gap-0.5">
              {copy}
              {isWhole && (
                <IconButton
                  size="small"
                  label={words.answerAgain}
                  className="text-ink-3"
                  icon={<AgainIcon />}
                  aria-disabled={isBusy}
                  onClick={isBusy ? undefined : answerAgain}
                />
              )}
            </div>
          )}
        </div>
      )}
      {!isLive && copy && (!isLast || message.status === 'failed') && (
        <HoverActions ground="paper">{copy}</HoverActions>
      )}
      {error && (
        <div className="pt-2">
          <ErrorNote {...error} />
        </div>
      )}
    </>
  )
}
