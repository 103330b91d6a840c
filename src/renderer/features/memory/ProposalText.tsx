import { MEMORY_LIMIT } from '../../../shared/domain/limits'
import { useEffect, useRef } from 'react'

interface ProposalTextProps {
  label: string
  text: string
  /** It has just been asked for. */
  takesFocus: boolean
  onChange(text: string): void
}

/** What is to be remembered, as a field. */
export function ProposalText({ label, text, takesFocus, onChange }: ProposalTextProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [takesFocus])
  return (
    <textarea
      ref={field}
      aria-label={label}
      dir="auto"
      value={text}
      maxLength={MEMORY_LIMIT}
      onChange={(event) => onChange(event.target.value)}
      className="field-frame -mx-2 field-sizing-content max-h-60 w-[calc(100%+16px)] resize-none rounded-m px-[7px] py-1.5 text-ui"
    />
  )
}
