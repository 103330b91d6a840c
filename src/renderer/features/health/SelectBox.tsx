import { beginning } from './in-words'
import type { Selection } from './use-choosing'
import { words } from './words'

interface SelectBoxProps {
  content: string
  /** Its key. */
  suggestion: string
  selection: Selection
}

export function SelectBox({ content, suggestion, selection }: SelectBoxProps) {
  return (
    <input
      type="checkbox"
      // X on the row does the same.
      tabIndex={-1}
      aria-label={words.select(beginning(content))}
      checked={selection.keys.has(suggestion)}
      onChange={() => selection.toggle(suggestion)}
      className="size-4 flex-none accent-(--accent-fill)"
    />
  )
}
