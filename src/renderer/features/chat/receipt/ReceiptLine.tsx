import type { Message } from '../../../../shared/contract/chat'
import { Fold } from '../../../ui/Fold'
import { LoopIcon, UnloopedIcon } from '../../../ui/icons'
import { memoryOfAnswer, recallOfPart, withoutOfAnswer } from './memory-of-answer'
import { isReceiptOpen, keepReceiptOpen } from './open-receipts'
import { ReceiptOfAnswer } from './ReceiptOfAnswer'
import { words } from './words'

/** Under an answer: how many memories it was given, unfolding to which. */
export function ReceiptLine({ message }: { message: Message }) {
  const memory = memoryOfAnswer(message)
  if (memory === null) return null
  if (memory === 'off') {
    return (
      <p className="mt-2 flex h-7 items-center gap-2.5 text-small text-ink-3">
        <UnloopedIcon />
        {words.off}
      </p>
    )
  }
  const isByWords = message.content.parts.some((part) => recallOfPart(part)?.isByWords)
  const without = withoutOfAnswer(message).length
  const fact = [without > 0 && words.whatIf(without), isByWords && words.byWords].filter(Boolean).join(', ')
  return (
    <div className="mt-2">
      <Fold
        icon={memory.memories + memory.messages === 0 ? <UnloopedIcon /> : <LoopIcon />}
        title={words.used(memory)}
        {...(fact !== '' && { fact })}
        isOpenAtFirst={isReceiptOpen(message.id)}
        onOpenChange={(isOpen) => keepReceiptOpen(message.id, isOpen)}
      >
        <ReceiptOfAnswer message={message} />
      </Fold>
    </div>
  )
}
