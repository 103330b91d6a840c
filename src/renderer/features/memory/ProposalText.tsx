import { MEMORY_LIMIT } from '../../../shared/domain/limits'
import { useEffect, useRef } from 'react'

interface ProposalTextProps {
  label: string
  text: string
  onChange(text: string): void
}

/** What is to be remembered, as a field. */
export function ProposalText({ label, text, onChange }: ProposalTextProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
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
