import type { ReceiptItem } from '../../../../shared/contract/receipts'
import { useOpen } from '../../../state/open'
import { fullDate } from '../../../lib/dates'
import { TextLink } from '../../../ui/TextLink'
import { words } from './words'

interface ReceiptRowsProps {
  title: string
  hint: string
  items: readonly ReceiptItem[]
  /** The thread the answer is in. */
  threadId: string
}

/** Used or left out, each with where it was said and why. */
export function ReceiptRows({ title, hint, items, threadId }: ReceiptRowsProps) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      <h4 className="text-small font-semibold">{title}</h4>
      <p className="text-micro text-ink-3">{hint}</p>
      <ul className="mt-1.5 flex flex-col gap-2">
        {items.map((item, place) => (
          <Row key={item.id ?? `gone ${place}`} item={item} threadId={threadId} />
        ))}
      </ul>
    </section>
  )
}

function Row({ item, threadId }: { item: ReceiptItem; threadId: string }) {
  const note = noteOf(item)
  return (
    <li className="text-row [overflow-wrap:anywhere]">
      {item.said === null ? (
        <p className="text-ink-3">{item.state === 'deleted' ? words.deleted : words.forgotten}</p>
      ) : (
        <p className="line-clamp-3">{item.said}</p>
      )}
      <p className="flex flex-wrap gap-x-1.5 text-small text-ink-3">
        <Source item={item} threadId={threadId} />
        {note && <span>{note}</span>}
      </p>
    </li>
  )
}

/** Who said it and when; where it was said is one click away. */
function Source({ item, threadId }: { item: ReceiptItem; threadId: string }) {
  const openThread = useOpen((open) => open.openThread)
  const { kind, role, id, threadId: from, threadTitle, personaId, saidAt, said } = item
  if (said === null) return null
  const speaker = kind === 'memory' ? words.memory : role === 'user' ? words.you : words.assistant
  const where = from === threadId ? words.here : threadTitle ? words.from(threadTitle) : words.fromConversation
  const when = saidAt ? fullDate(new Date(saidAt)) : ''
  if (from === null) return <span>{[speaker, when].filter(Boolean).join(', ')}</span>
  return (
    <TextLink
      className="text-start"
      onClick={() => openThread(from, { personaId, ...(kind === 'message' && id !== null && { messageId: id }) })}
    >
      {[speaker, where, when].filter(Boolean).join(', ')}
    </TextLink>
  )
}

function noteOf({ used, reason, rank, state, said, foundBy }: ReceiptItem): string | null {
  if (!used && reason !== null) return words.reasons[reason]
  if (state === 'changed') return words.changed
  if (used && rank === null && said !== null) return words.beside
  // By its words is what nobody would ask about.
  return foundBy === 'meaning' || foundBy === 'both' ? words.foundBy[foundBy] : null
}
