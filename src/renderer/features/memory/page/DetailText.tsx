import { useEffect, useRef, useState } from 'react'
import type { MemoryDetail } from '../../../../shared/contract/memories'
import { MEMORY_LIMIT } from '../../../../shared/domain/limits'
import { toStorableText } from '../../../../shared/domain/stored-text'
import { announce } from '../../../lib/announcer'
import { draftOfMemory, useDrafts } from '../../../state/drafts'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { failureOf, wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { queryClient } from '../../../wire/query-client'
import { queries, rpc } from '../../../wire/rpc'
import { words as memoryWords } from '../words'
import { words } from './words'

/** Longer ones are text to read, not a headline. */
const HEADLINE = 240

/** What it says, to read and to write. What is written is a draft: it survives a reload until it is saved or given up. */
export function DetailText({ detail: { memory } }: { detail: MemoryDetail }) {
  const isEditing = useDrafts(({ drafts }) => draftOfMemory(memory.id) in drafts)
  const wasEditing = useRef(isEditing)
  // When the editor closes, the focus goes back to what opened it.
  useEffect(() => {
    if (wasEditing.current && !isEditing) document.querySelector<HTMLElement>('[data-edit-memory]')?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  if (isEditing) return <TextForm memoryId={memory.id} stored={memory.content} version={memory.version} />
  return (
    <p
      dir="auto"
      className={
        memory.content.length <= HEADLINE
          ? 'text-lead font-strong text-pretty whitespace-pre-line [overflow-wrap:anywhere]'
          : 'max-h-[50vh] overflow-y-auto text-[15px]/6 whitespace-pre-line [overflow-wrap:anywhere]'
      }
      {...(memory.content.length > HEADLINE && { tabIndex: 0, role: 'group', 'aria-label': words.text })}
    >
      {memory.content}
    </p>
  )
}

function TextForm({ memoryId, stored, version }: { memoryId: string; stored: string; version: number }) {
  const key = draftOfMemory(memoryId)
  const draft = useDrafts(({ drafts }) => drafts[key])
  const write = useDrafts((drafts) => drafts.write)
  const begin = useDrafts((drafts) => drafts.begin)
  const discard = useDrafts((drafts) => drafts.discard)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorInWords | null>(null)
  if (!draft) return null

  const text = toStorableText(draft.text.trim())
  const isTooLong = text.length > MEMORY_LIMIT
  const isOutdated = draft.base !== undefined && draft.base !== stored

  async function save(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await rpc.memories.update({ memoryId, content: text, expectedVersion: version })
      discard(key)
      announce(memoryWords.saved)
    } catch (cause) {
      // It was changed in this very moment: what it says now is read, and shown beside what is written here.
      if (failureOf(cause)?.code === 'CONFLICT') {
        await queryClient.invalidateQueries({ queryKey: queries.memories.get.key({ input: { memoryId } }) })
      }
      setError(wordsOf(cause))
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy && text !== '' && !isTooLong && !isOutdated) void save()
      }}
    >
      <textarea
        dir="auto"
        ref={focusEnd}
        aria-label={words.text}
        aria-invalid={isTooLong || text === '' || undefined}
        aria-describedby={`${key}-hint`}
        value={draft.text}
        readOnly={isBusy}
        onChange={(event) => write(key, event.target.value)}
        onKeyDown={(event) =>
          event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.currentTarget.form?.requestSubmit()
        }
        className="field-frame field-sizing-content max-h-[50vh] min-h-20 w-full resize-none rounded-m px-3 py-2 text-[15px]/6"
      />
      <p id={`${key}-hint`} className="text-small text-danger empty:hidden">
        {isTooLong ? words.tooLong(text.length, MEMORY_LIMIT) : text === '' ? words.empty : ''}
      </p>
      {isOutdated ? (
        <div role="status" className="border-s-2 border-warning ps-3 text-small text-ink-2">
          <p>{words.changed}</p>
          <p dir="auto" className="my-1 max-h-40 overflow-y-auto text-ink whitespace-pre-line [overflow-wrap:anywhere]">
            {stored}
          </p>
          <div className="flex gap-1.5">
            <Button size="small" onClick={() => begin(key, { text: draft.text, base: stored })}>
              {words.keepMine}
            </Button>
            <Button size="small" look="bare" onClick={() => discard(key)}>
              {words.takeTheirs}
            </Button>
          </div>
        </div>
      ) : (
        <div className="flex gap-1.5">
          <Button changes type="submit" size="small" look="primary" isBusy={isBusy} disabled={isTooLong || text === ''}>
            {words.save}
          </Button>
          <Button size="small" look="bare" onClick={() => discard(key)}>
            {words.cancel}
          </Button>
        </div>
      )}
      {error && !isOutdated && <ErrorNote {...error} />}
    </form>
  )
}

function focusEnd(field: HTMLTextAreaElement | null): void {
  if (!field || document.activeElement === field || field.dataset['begun']) return
  field.dataset['begun'] = 'yes'
  field.focus()
  field.setSelectionRange(field.value.length, field.value.length)
}
