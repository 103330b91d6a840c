import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { useForgetting } from '../../../../state/forgetting'
import { readMessagesAgain } from '../../../../state/messages'
import { Button } from '../../../../ui/Button'
import { BackIcon, EditIcon, ForgetIcon, ForkIcon, UnloopedIcon } from '../../../../ui/icons'
import { goToSource } from './Source'
import { readReceiptsAgain } from './use-changing'
import { words } from './words'

interface RowActionsProps {
  item: ReceiptItem
  isMarking: boolean
  onFix(): void
  onMark(isRelevant: boolean): void
  /** Null where it was not given, or cannot be tried. */
  onWhatIf: (() => void) | null
}

/** What can be done with an item that is still there. */
export function RowActions({ item, isMarking, onFix, onMark, onWhatIf }: RowActionsProps) {
  const forget = useForgetting(({ begin }) => begin)
  const { kind, id, role, threadId, said, irrelevantSince } = item
  const isMarked = irrelevantSince !== null
  if (id === null || said === null) return null
  const target =
    kind === 'memory'
      ? ({ kind: 'memory', memoryId: id } as const)
      : threadId !== null && ({ kind: 'message', threadId, messageId: id } as const)
  const look = { look: 'bare', size: 'small' } as const
  return (
    <div className="-ms-2 mt-1 flex flex-wrap gap-x-0.5" data-actions="">
      {kind === 'memory' && (
        <Button {...look} data-way="fix" onClick={onFix}>
          <EditIcon />
          {words.fix}
        </Button>
      )}
      {kind === 'message' && role === 'user' && (
        <Button {...look} onClick={() => void goToSource(item)}>
          <BackIcon className="rotate-180 rtl:rotate-0" />
          {words.toMessage}
        </Button>
      )}
      <Button {...look} isBusy={isMarking} onClick={() => onMark(isMarked)}>
        {!isMarking && <UnloopedIcon />}
        {isMarked ? words.undo : words.notRelevant}
      </Button>
      {onWhatIf && (
        <Button {...look} onClick={onWhatIf}>
          <ForkIcon />
          {words.whatIf}
        </Button>
      )}
      {target && (
        <Button
          {...look}
          className="text-danger!"
          onClick={() =>
            forget({
              target,
              name: said,
              onGone() {
                void readReceiptsAgain()
                if (threadId !== null) void readMessagesAgain(threadId)
              },
            })
          }
        >
          <ForgetIcon />
          {words.forget}
        </Button>
      )}
    </div>
  )
}
