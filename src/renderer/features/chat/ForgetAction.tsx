import type { Message } from '../../../shared/contract/chat'
import { readMessagesAgain } from '../../state/messages'
import { useForgetting } from '../../state/forgetting'
import { IconButton } from '../../ui/IconButton'
import { ForgetIcon } from '../../ui/icons'
import { words } from './words'

/** Forgets a message for good, after showing what goes with it. */
export function ForgetAction({ message, isActive }: { message: Message; isActive: boolean }) {
  const begin = useForgetting((forgetting) => forgetting.begin)
  const { id: messageId, threadId, role } = message
  return (
    <IconButton
      size="small"
      label={words.forget}
      tabIndex={isActive ? 0 : -1}
      className="text-ink-3"
      icon={<ForgetIcon />}
      onClick={() =>
        begin({
          target: { kind: 'message', threadId, messageId },
          name: role === 'user' ? words.thisMessage : words.thisAnswer,
          onGone: () => void readMessagesAgain(threadId),
        })
      }
    />
  )
}
