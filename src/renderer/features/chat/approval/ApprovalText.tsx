import { useEffect, useId, useRef, useState } from 'react'
import { classNames } from '../../../lib/class-names'
import { Button } from '../../../ui/Button'
import { words } from './words'

interface ApprovalTextProps {
  label: string
  initial: string
  isCode?: boolean
  act: string
  isBusy: boolean
  problemWith?(text: string): string | undefined
  onChange?(text: string): void
  onAct(text: string): void
  onCancel(): void
}

/** A field in the card: the arguments as they should be, or what one says instead. */
export function ApprovalText({
  label,
  initial,
  isCode = false,
  act,
  isBusy,
  problemWith,
  onChange,
  onAct,
  onCancel,
}: ApprovalTextProps) {
  const [text, setText] = useState(initial)
  const field = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  const problem = problemWith?.(text)
  useEffect(() => field.current?.focus(), [])
  return (
    <div className="mt-2.5">
      <textarea
        dir={isCode ? 'ltr' : 'auto'}
        ref={field}
        aria-label={label}
        placeholder={isCode ? undefined : label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={hint}
        rows={3}
        spellCheck={!isCode}
        value={text}
        maxLength={isCode ? 100_000 : 10_000}
        onChange={(event) => {
          setText(event.target.value)
          onChange?.(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault()
          event.stopPropagation()
          onCancel()
        }}
        className={classNames(
          'field-frame field-sizing-content max-h-60 min-h-20 w-full resize-none rounded-m px-[11px] py-1.5',
          isCode ? 'font-mono text-code' : 'text-ui',
        )}
      />
      <p id={hint} role="status" className="mt-1 text-small text-danger [overflow-wrap:anywhere] empty:mt-0">
        {problem}
      </p>
      <div className="mt-2 flex flex-wrap gap-1.5">
        <Button
          look="primary"
          size="small"
          isBusy={isBusy}
          disabled={problem !== undefined || text.trim() === ''}
          onClick={() => onAct(text)}
        >
          {act}
        </Button>
        <Button size="small" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}
