import { useId, useState } from 'react'
import type { Memory } from '../../../../shared/contract/memories'
import { MEMORY_LIMIT } from '../../../../shared/domain/limits'
import { toStorableText } from '../../../../shared/domain/stored-text'
import { hasMod } from '../../../lib/keyboard'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { ToggleGroup } from '../../../ui/ToggleGroup'
import type { ErrorInWords } from '../../../wire/failure'
import { words } from './words'

export interface MergeFormProps {
  older: Memory
  newer: Memory
  /** Which one is offered to stay. */
  staying: 'older' | 'newer'
  /** What is offered as its text: of two that say nearly the same that of the one that stays, else what both say. */
  text: 'staying' | 'both'
  isBusy: boolean
  error?: ErrorInWords | null
  /** What leaving it is called. */
  cancel: string
  onMerge(intoId: string, content: string): void
  onCancel(): void
}

/** Two memories become one: which of both stays, and what it says then. */
export function MergeForm({ staying, text, isBusy, error, cancel, onMerge, onCancel, ...both }: MergeFormProps) {
  const [stays, setStays] = useState(staying)
  const [edited, setEdited] = useState<string | null>(null)
  const id = useId()
  const { older, newer } = both
  const content = edited ?? (text === 'staying' ? both[stays].content : `${older.content} ${newer.content}`)
  const kept = toStorableText(content.trim())
  const isLong = kept.length > MEMORY_LIMIT
  const merge = () => {
    if (kept !== '' && !isLong && !isBusy) onMerge(both[stays].id, kept)
  }
  return (
    <form
      className="flex flex-col gap-3 rounded-l bg-band p-3"
      aria-label={words.merge}
      onSubmit={(event) => {
        event.preventDefault()
        merge()
      }}
    >
      <div className="flex flex-wrap items-center gap-2 text-small text-ink-2">
        <span>{words.whichStays}</span>
        <ToggleGroup<'older' | 'newer'>
          label={words.whichStays}
          options={[
            { value: 'older', words: words.older },
            { value: 'newer', words: words.newer },
          ]}
          value={stays}
          onChange={setStays}
        />
      </div>
      <label className="flex flex-col gap-1 text-small text-ink-2">
        {words.text}
        <textarea
          // It is what was asked for.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          dir="auto"
          value={content}
          aria-invalid={isLong || undefined}
          aria-describedby={id}
          onChange={(event) => setEdited(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && hasMod(event)) {
              event.preventDefault()
              merge()
            }
          }}
          className="field-frame field-sizing-content max-h-60 min-h-16 w-full resize-none rounded-m px-[11px] py-1.5 text-ui text-ink"
        />
      </label>
      <p id={id} className={isLong ? 'text-small text-danger' : 'text-small text-ink-3'}>
        {isLong ? words.tooLong(kept.length, MEMORY_LIMIT) : words.hint}
      </p>
      {error && <ErrorNote {...error} />}
      <div className="flex flex-wrap gap-1.5">
        <Button changes type="submit" look="primary" size="small" isBusy={isBusy} disabled={kept === '' || isLong}>
          {words.merge}
        </Button>
        <Button size="small" look="bare" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  )
}
