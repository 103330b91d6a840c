import { useEffect, useRef, useState } from 'react'
import type { ReceiptItem } from '../../../../../shared/contract/receipts'
import { Button } from '../../../../ui/Button'
import { ReceiptRow } from './ReceiptRow'
import { words } from './words'

/** More than that is asked for. */
const SHOWN_AT_FIRST = 20

/** The row the keyboard is at, and whether it shows what can be done with it. */
export interface At {
  key: string
  isOpen: boolean
}

interface ReceiptRowsProps {
  title: string
  hint: string
  items: readonly ReceiptItem[]
  answerId: string
  threadId: string
  at: At
  onMove(at: At): void
  /** Null where nothing can be tried without them. */
  onWhatIf: ((item: ReceiptItem) => void) | null
}

export function keyOf({ kind, id }: ReceiptItem, place: number): string {
  return `${kind} ${id ?? `gone ${place}`}`
}

/** Used or left out. */
export function ReceiptRows({ title, hint, items, at, onMove, onWhatIf, ...where }: ReceiptRowsProps) {
  const [isWhole, setWhole] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  // The button that showed the rest is gone: the focus goes on with the first of it.
  useEffect(() => {
    if (isWhole) list.current?.querySelectorAll<HTMLElement>('[data-receipt-row]')[SHOWN_AT_FIRST]?.focus()
  }, [isWhole])
  if (items.length === 0) return null
  const shown = isWhole ? items : items.slice(0, SHOWN_AT_FIRST)
  return (
    <section aria-label={title}>
      <p className="text-small text-ink-3">
        <span role="heading" aria-level={2} className="me-2 font-semibold text-ink">
          {title}
        </span>
        {hint}
      </p>
      <ul ref={list} className="mt-1">
        {shown.map((item, place) => {
          const key = keyOf(item, place)
          return (
            <ReceiptRow
              key={key}
              item={item}
              {...where}
              isAt={key === at.key}
              isOpen={key === at.key && at.isOpen}
              onToggle={() => onMove({ key, isOpen: key !== at.key || !at.isOpen })}
              onWhatIf={onWhatIf && item.id !== null && item.said !== null ? () => onWhatIf(item) : null}
            />
          )
        })}
      </ul>
      {items.length > shown.length && (
        <Button look="bare" size="small" className="-ms-2" onClick={() => setWhole(true)}>
          {words.showMore(items.length - shown.length)}
        </Button>
      )}
    </section>
  )
}
