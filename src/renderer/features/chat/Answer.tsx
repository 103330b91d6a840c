import type { Message } from '../../../shared/contract/chat'
import { ASKED, callIn, isWaiting } from '../../../shared/domain/approval'
import type { MessagePart } from '../../../shared/domain/message'
import { missingServersIn } from '../../../shared/domain/missing-servers'
import { Markdown } from '../../ui/markdown/Markdown'
import { AnswerEnd } from './AnswerEnd'
import { ApprovalCard } from './approval/ApprovalCard'
import { MissingServers } from './approval/MissingServers'
import { reasoningOfPart, textOfPart, toolUseOfPart } from './parts'
import { InsteadOf } from './InsteadOf'
import { Reasoning } from './Reasoning'
import { recallOfPart } from './receipt/memory-of-answer'
import { RecallLine } from './receipt/RecallLine'
import { ReceiptLine } from './receipt/ReceiptLine'
import { RunWaiting } from './RunWaiting'
import { ToolStep } from './ToolStep'

interface AnswerProps {
  message: Message
  isLive: boolean
  isLast: boolean
  isActive: boolean
}

/** An answer, part by part in the order it came, and how it ended. */
export function Answer({ message, isLive, isLast, isActive }: AnswerProps) {
  const parts = message.content.parts
  const isText = parts.findLastIndex((part) => textOfPart(part) !== null) === parts.length - 1 && parts.length > 0
  return (
    <>
      <InsteadOf message={message} />
      <div className="parts">
        {inPlaces(parts).map(({ part, place, isLast: isLastPart }) => (
          <AnswerPart key={place} message={message} part={part} isGrowing={isLive && isLastPart} isLive={isLive} />
        ))}
        {isLive && <RunWaiting threadId={message.threadId} />}
        {isLive && !isText && (
          <p className="reading">
            <span className="cursor-block" />
          </p>
        )}
      </div>
      {!isLive && !isWaiting(message) && <ReceiptLine message={message} />}
      <AnswerEnd message={message} isLive={isLive} isLast={isLast} isActive={isActive} />
    </>
  )
}

// Parts have no names; where one stands is which one it is, for as long as the answer grows.
function inPlaces(parts: readonly MessagePart[]) {
  return parts.map((part, index) => ({ part, place: `part ${index}`, isLast: index === parts.length - 1 }))
}

interface AnswerPartProps {
  message: Message
  part: MessagePart
  isGrowing: boolean
  isLive: boolean
}

function AnswerPart({ message, part, isGrowing, isLive }: AnswerPartProps) {
  const text = textOfPart(part)
  if (text !== null) {
    if (text === '' && !isGrowing) return null
    return (
      <div className="reading">
        {text === '' ? <span className="cursor-block" /> : <Markdown text={text} isGrowing={isGrowing} />}
      </div>
    )
  }
  const reasoning = reasoningOfPart(part)
  if (reasoning) return <Reasoning text={reasoning} isGrowing={isGrowing} />
  const step = recallOfPart(part)
  // When the answer is there, its receipt says more.
  if (step) return (isLive || step.hasFailed) && <RecallLine step={step} />
  const missing = missingServersIn(part)
  if (missing) return <MissingServers names={missing} />
  const asked = message.status === 'streaming' && !isLive ? callIn(part, ASKED) : null
  if (asked) return <ApprovalCard threadId={message.threadId} answerId={message.id} call={asked} />
  const use = toolUseOfPart(part)
  return use && <ToolStep use={use} isOver={!isLive && message.status !== 'streaming'} />
}
