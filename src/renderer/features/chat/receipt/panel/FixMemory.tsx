import { useEffect, useRef, useState } from 'react'
import { toStorableText } from '../../../../../shared/domain/stored-text'
import { Button } from '../../../../ui/Button'
import { words } from './words'

interface FixMemoryProps {
  said: string
  isBusy: boolean
  onSave(content: string): void
  onCancel(): void
}

/** The statement as a field, in its place. */
export function FixMemory({ said, isBusy, onSave, onCancel }: FixMemoryProps) {
  const [text, setText] = useState(said)
  const field = useRef<HTMLTextAreaElement>(null)
  const kept = toStorableText(text.trim())
  useEffect(() => field.current?.focus(), [])
  return (
    <div>
      <textarea
        ref={field}
        aria-label={words.memoryAs}
        value={text}
        maxLength={2_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && !event.shiftKey && kept !== '') {
            event.preventDefault()
            onSave(kept)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            onCancel()
          }
        }}
        className="field-frame -mx-2 field-sizing-content max-h-60 w-[calc(100%+16px)] resize-none rounded-m px-[7px] py-1 text-row"
      />
      <div className="-ms-2 mt-1 flex gap-0.5">
        <Button
          look="bare"
          size="small"
          className="font-strong text-ink!"
          isBusy={isBusy}
          disabled={kept === ''}
          onClick={() => onSave(kept)}
        >
          {words.save}
        </Button>
        <Button look="bare" size="small" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}
