import { useId, useState } from 'react'
import type { MemoryPair } from '../../../shared/contract/health'
import { MEMORY_LIMIT } from '../../../shared/domain/limits'
import { toStorableText } from '../../../shared/domain/stored-text'
import { hasMod } from '../../lib/keyboard'
import { Button } from '../../ui/Button'
import { ToggleGroup } from '../../ui/ToggleGroup'
import { stayingFirst } from './pairs'
import { words } from './words'

interface MergeFormProps {
  pair: MemoryPair
  isBusy: boolean
  onMerge(intoId: string, content: string): void
  onCancel(): void
}

/** Which of both stays, and what it says then. */
export function MergeForm({ pair, isBusy, onMerge, onCancel }: MergeFormProps) {
  const [stays, setStays] = useState(stayingFirst(pair))
  const [edited, setEdited] = useState<string | null>(null)
  const id = useId()
  // Until somebody writes, it is what the one that stays says.
  const content = edited ?? pair[stays].content
  const kept = toStorableText(content.trim())
  const isLong = kept.length > MEMORY_LIMIT
  const merge = () => {
    if (kept !== '' && !isLong && !isBusy) onMerge(pair[stays].id, kept)
  }
  return (
    <form
      className="mt-3 flex flex-col gap-3 rounded-l bg-band p-3"
      aria-label={words.mergeNow}
      onSubmit={(event) => {
        event.preventDefault()
        merge()
      }}
    >
      <div className="flex flex-wrap items-center gap-2 text-small text-ink-2">
        <span>{words.whichStays}</span>
        <ToggleGroup
          label={words.whichStays}
          options={[
            { value: 'older', words: words.older },
            { value: 'newer', words: words.newer },
          ]}
          value={stays}
          onChange={(value) => setStays(value === 'older' ? 'older' : 'newer')}
        />
      </div>
      <label className="flex flex-col gap-1 text-small text-ink-2">
        {words.mergedText}
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
        {isLong ? words.tooLong(kept.length, MEMORY_LIMIT) : words.mergeHint}
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button type="submit" look="primary" size="small" isBusy={isBusy} disabled={kept === '' || isLong}>
          {words.mergeNow}
        </Button>
        <Button size="small" look="bare" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
