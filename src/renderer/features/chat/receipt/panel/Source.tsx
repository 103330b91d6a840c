import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { shortDate } from '../../../../lib/dates'
import { useToday } from '../../../../lib/use-today'
import { useOpen } from '../../../../state/open'
import { TextLink } from '../../../../ui/TextLink'
import { rpc } from '../../../../wire/rpc'
import { words } from '../words'

interface SourceProps {
  item: ReceiptItem
  /** The thread the answer is in. */
  threadId: string
  isActive: boolean
}

/** Who said it and when; where it was said is one click away, and so is the way back. */
export function Source({ item, threadId, isActive }: SourceProps) {
  const today = useToday()
  const { kind, role, threadId: from, threadTitle, saidAt, said } = item
  if (said === null) return null
  const speaker = kind === 'memory' ? words.memory : role === 'user' ? words.you : words.assistant
  const where = from === threadId ? words.here : threadTitle ? words.from(threadTitle) : words.fromConversation
  const when = saidAt ? shortDate(new Date(saidAt), today) : ''
  if (from === null) return <span>{[speaker, when].filter(Boolean).join(', ')}</span>
  return (
    <TextLink tabIndex={isActive ? 0 : -1} className="text-start" onClick={() => void goToSource(item)}>
      {[speaker, where, when].filter(Boolean).join(', ')}
    </TextLink>
  )
}

/** To the message itself, from which there is a way back. Of a memory it is asked for which one that is. */
export async function goToSource({ kind, id, threadId, personaId }: ReceiptItem): Promise<void> {
  if (threadId === null) return
  const before = useOpen.getState()
  const messageId = kind === 'message' ? id : id && (await sourceMessageOf(id))
  const { page, threadId: stillOpen, openThread } = useOpen.getState()
  if (page !== before.page || stillOpen !== before.threadId) return
  openThread(threadId, { personaId, ...(messageId !== null && { messageId }) })
}

/** Null where that cannot be said: the conversation alone is shown then. */
async function sourceMessageOf(memoryId: string): Promise<string | null> {
  try {
    return (await rpc.memories.get({ memoryId })).memory.sourceMessageId
  } catch {
    return null
  }
}
