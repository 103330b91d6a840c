import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDrafts } from '../../state/drafts'
import { WORKING_MEMORY_LIMIT } from '../../../shared/domain/limits'
import { Button } from '../../ui/Button'
import { ErrorNote } from '../../ui/ErrorNote'
import { TextLink } from '../../ui/TextLink'
import { failureOf, wordsOf } from '../../wire/failure'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { addedLines, withLines } from './added-lines'
import { words } from './words'

interface NotesEditorProps {
  personaId: string | null
  draftKey: string
  /** The notes as they are stored now, which may not be what one began with. */
  stored: string
  version: number
  onSaved(): void
}

/** Writing the notes. What is written is a draft: it survives a reload until it is saved or given up. */
export function NotesEditor({ personaId, draftKey, stored, version, onSaved }: NotesEditorProps) {
  const draft = useDrafts(({ drafts }) => drafts[draftKey])
  const write = useDrafts((drafts) => drafts.write)
  const begin = useDrafts((drafts) => drafts.begin)
  const discard = useDrafts((drafts) => drafts.discard)
  const field = useRef<HTMLTextAreaElement>(null)
  const save = useMutation(
    queries.memories.saveWorkingMemory.mutationOptions({
      onSuccess(saved) {
        queryClient.setQueryData(queries.memories.workingMemory.queryKey({ input: { personaId } }), saved)
        discard(draftKey)
        onSaved()
      },
      // They were changed in this very moment: what they say now is read, and what is written here stays.
      onError: (error) =>
        failureOf(error)?.code === 'CONFLICT' &&
        queryClient.invalidateQueries({
          queryKey: queries.memories.workingMemory.queryKey({ input: { personaId } }),
        }),
    }),
  )
  useEffect(() => {
    const element = field.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])
  if (!draft) return null

  const isTooLong = draft.text.length > WORKING_MEMORY_LIMIT
  const isOutdated = draft.base !== undefined && draft.base !== stored
  const newLines = isOutdated ? addedLines(draft.base ?? '', stored) : []
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ personaId, content: draft.text, expectedVersion: version })
      }}
    >
      <textarea
        ref={field}
        dir="auto"
        aria-label={words.notes}
        aria-invalid={isTooLong || undefined}
        aria-describedby={`${draftKey}-hint`}
        value={draft.text}
        readOnly={save.isPending}
        onChange={(event) => write(draftKey, event.target.value)}
        className="field-frame -mx-2 field-sizing-content max-h-[60vh] min-h-24 w-[calc(100%+16px)] resize-none rounded-m px-[7px] py-1.5 text-[14px]/[22px]"
      />
      <p id={`${draftKey}-hint`} className={isTooLong ? 'mt-1 text-small text-danger' : 'mt-1 text-small text-ink-3'}>
        {isTooLong ? words.tooLong(draft.text.length, WORKING_MEMORY_LIMIT) : words.notesHint}
      </p>
      {isOutdated && (
        <p role="status" className="mt-2 border-s-2 border-warning ps-3 text-small text-ink-2">
          {words.changedMeanwhile}{' '}
          {newLines.length > 0 && (
            <TextLink onClick={() => begin(draftKey, { text: withLines(draft.text, newLines), base: stored })}>
              {words.addNewLines}
            </TextLink>
          )}
        </p>
      )}
      {save.isError && (
        <div className="mt-3">
          <ErrorNote {...wordsOf(save.error)} />
        </div>
      )}
      <div className="mt-2 flex gap-1.5">
        <Button changes type="submit" size="small" look="primary" isBusy={save.isPending} disabled={isTooLong}>
          {words.save}
        </Button>
        <Button size="small" look="bare" onClick={() => discard(draftKey)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
