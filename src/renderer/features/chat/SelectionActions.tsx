import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { Button } from '../../ui/Button'
import { FloatingBar } from '../../ui/FloatingBar'
import { QuoteIcon } from '../../ui/icons'
import { quote, selectedIn } from './quoting'
import { words } from './words'

interface Selected {
  text: string
  at: DOMRect
}

/** Over words that are selected in a message: the way into the message one writes. */
export function SelectionActions({ threadId, log }: { threadId: string; log: RefObject<HTMLElement | null> }) {
  const [selected, setSelected] = useState<Selected | null>(null)

  useEffect(() => {
    const element = log.current
    const look = () => setSelected(selectionIn(element))
    // While one is still selecting there is nothing to offer yet.
    const lookWhenNone = () => document.getSelection()?.isCollapsed && setSelected(null)
    // The view may move by itself, when the field below grows or an answer does: it stays with the words.
    const follow = () => setSelected((shown) => shown && selectionIn(element))
    element?.addEventListener('pointerup', look)
    element?.addEventListener('keyup', look)
    element?.addEventListener('scroll', follow, { passive: true })
    document.addEventListener('selectionchange', lookWhenNone)
    return () => {
      element?.removeEventListener('pointerup', look)
      element?.removeEventListener('keyup', look)
      element?.removeEventListener('scroll', follow)
      document.removeEventListener('selectionchange', lookWhenNone)
    }
  }, [log])

  function take(): void {
    if (selected) quote(threadId, selected.text)
    document.getSelection()?.removeAllRanges()
    setSelected(null)
  }

  return (
    <FloatingBar label={words.selection} at={selected?.at ?? null} onClose={() => setSelected(null)}>
      <Button look="bare" size="small" onClick={take}>
        <QuoteIcon />
        {words.quote}
      </Button>
    </FloatingBar>
  )
}

function selectionIn(log: HTMLElement | null): Selected | null {
  const selection = document.getSelection()
  if (!log || !selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const { startContainer } = selection.getRangeAt(0)
  const from = startContainer instanceof Element ? startContainer : startContainer.parentElement
  const turn = from?.closest<HTMLElement>('[data-message-id]')
  if (!turn || !log.contains(turn)) return null
  const text = selectedIn(turn.dataset['messageId'] ?? '')
  const at = selection.getRangeAt(0).getBoundingClientRect()
  const view = log.getBoundingClientRect()
  const isInView = at.bottom > view.top && at.top < view.bottom
  return text === '' || !isInView ? null : { text, at }
}
