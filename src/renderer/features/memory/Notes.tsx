import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useDelayed } from '../../lib/use-delayed'
import { draftOfNotes, useDrafts } from '../../state/drafts'
import { useIsProjectAway } from '../../state/session'
import { Button } from '../../ui/Button'
import { ReadFailure } from '../../ui/ReadFailure'
import { Markdown } from '../../ui/markdown/Markdown'
import { Skeleton } from '../../ui/Skeleton'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { NotesEditor } from './NotesEditor'
import { words } from './words'

interface NotesProps {
  personaId: string | null
  name: string | null
  onSaved(): void
}

/** The notes that stand in every prompt, to read and to write. */
export function Notes({ personaId, name, onSaved }: NotesProps) {
  const isAway = useIsProjectAway()
  const notes = useQuery(queries.memories.workingMemory.queryOptions({ input: { personaId } }))
  const draftKey = draftOfNotes(personaId)
  const isEditing = useDrafts(({ drafts }) => draftKey in drafts)
  const begin = useDrafts((drafts) => drafts.begin)
  const isSlow = useDelayed(notes.isPending, 150)
  const edit = useFocusAfterEditing(isEditing)

  const content = notes.data?.content ?? ''
  const isEmpty = content.trim() === ''
  const startEditing = () => begin(draftKey, { text: content, base: content })

  return (
    <section>
      <div className="mb-1 flex h-7 items-center">
        <h3 className="text-small font-strong">{words.notesOf(name)}</h3>
        {notes.data && !isEditing && !isEmpty && (
          <TextLink ref={edit} className="ms-auto" onClick={startEditing}>
            {words.edit}
          </TextLink>
        )}
      </div>
      {isSlow && <Skeleton label={words.notesOf(name)} />}
      {notes.isError && (
        <ReadFailure error={wordsOf(notes.error)} isAway={isAway}>
          <Button size="small" onClick={() => void notes.refetch()}>
            {words.tryAgain}
          </Button>
        </ReadFailure>
      )}
      {notes.data && isEditing && (
        <NotesEditor
          personaId={personaId}
          draftKey={draftKey}
          stored={content}
          version={notes.data.version}
          onSaved={onSaved}
        />
      )}
      {notes.data && !isEditing && !isEmpty && (
        <div className="reading-small">
          <Markdown text={content} />
        </div>
      )}
      {notes.data && !isEditing && isEmpty && (
        <>
          <p className="text-ui">{words.empty}</p>
          <p className="text-small text-ink-2">{words.emptyWay(name ?? 'Kith')}</p>
          <Button changes ref={edit} size="small" className="mt-2" onClick={startEditing}>
            {words.writeYourself}
          </Button>
        </>
      )}
    </section>
  )
}

// When the editor closes, the focus goes back to what opened it.
function useFocusAfterEditing(isEditing: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(isEditing)
  useEffect(() => {
    if (wasEditing.current && !isEditing) button.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])
  return button
}
