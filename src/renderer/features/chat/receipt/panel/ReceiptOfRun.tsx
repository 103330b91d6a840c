import { useRef, useState } from 'react'
import type { Message } from '../../../../../shared/contract/chat'
import type { Receipt, ReceiptItem } from '../../../../../shared/contract/receipts'
import { useKeyDown } from '../../../../lib/use-key-down'
import { ErrorNote } from '../../../../ui/ErrorNote'
import { FilesGiven } from '../../attachments/FilesGiven'
import { GivenBesides } from '../GivenBesides'
import { words as receiptWords } from '../words'
import { keyOf, ReceiptRows } from './ReceiptRows'
import { useWhatIf } from './use-what-if'

/** What one run was given and what was left out. The arrow keys go from one to the next. */
export function ReceiptOfRun({ receipt, message }: { receipt: Receipt; message: Message }) {
  const used = receipt.items.filter((item) => item.used)
  // What its owner wanted left out comes first.
  const leftOut = receipt.items.filter((item) => !item.used).toSorted((one, other) => byWish(other) - byWish(one))
  const first = used[0] ?? leftOut[0]
  const [at, setAt] = useState({ key: first ? keyOf(first, 0) : '', isOpen: true })
  const { tryWithout, error } = useWhatIf(message)
  const panel = useRef<HTMLDivElement>(null)
  useKeyDown(panel, goAlong)
  const where = { answerId: message.id, threadId: message.threadId, at, onMove: setAt }
  const whatIf = ({ kind, id }: ReceiptItem) => id !== null && tryWithout({ kind, id })
  return (
    <div ref={panel} className="flex flex-col gap-4 pb-2">
      {error && <ErrorNote {...error} />}
      <ReceiptRows
        title={receiptWords.usedTitle}
        hint={receiptWords.usedHint}
        items={used}
        {...where}
        onWhatIf={whatIf}
      />
      <ReceiptRows
        title={receiptWords.leftOutTitle}
        hint={receiptWords.leftOutHint}
        items={leftOut}
        {...where}
        onWhatIf={null}
      />
      {receipt.items.length === 0 && <p className="text-small text-ink-3">{receiptWords.nothingFound}</p>}
      <FilesGiven files={receipt.files} />
      <GivenBesides receipt={receipt} message={message} onWhatIf={tryWithout} />
    </div>
  )
}

function byWish({ reason }: ReceiptItem): number {
  return Number(reason === 'what if' || reason === 'not relevant')
}

/** From row to row, whichever list it is in. One that is reached shows what can be done with it. */
function goAlong(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return
  if (!target.matches('[data-receipt-row]')) return
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-receipt-row]')]
  const at = rows.indexOf(target)
  const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }
  const next = rows[places[key] ?? -1]
  if (!(key in places)) return
  event.preventDefault()
  if (!next || next === target) return
  if (next.getAttribute('aria-expanded') === 'false') next.click()
  next.focus()
}
