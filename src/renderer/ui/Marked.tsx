import { markedParts } from '../lib/marked'

/** A snippet with what was found marked in it. */
export function Marked({ text }: { text: string }) {
  return markedParts(text).map((part) =>
    part.isMarked ? (
      <mark key={part.at} className="rounded-s bg-accent-soft font-strong text-ink">
        {part.text}
      </mark>
    ) : (
      <span key={part.at}>{part.text}</span>
    ),
  )
}
