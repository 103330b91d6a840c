import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { MemoryVersion } from '../../../../shared/contract/memories'
import { announce } from '../../../lib/announcer'
import { draftOfNotes, useDrafts } from '../../../state/drafts'
import { useMemoryPage } from '../../../state/memory-page'
import type { MemoryScope } from '../../../state/memory-page'
import { useOpen } from '../../../state/open'
import { Button } from '../../../ui/Button'
import { ErrorNote } from '../../../ui/ErrorNote'
import { Fold } from '../../../ui/Fold'
import { EyeIcon, TimeIcon } from '../../../ui/icons'
import { showUndo } from '../../../ui/Toaster'
import { useUnchangeable } from '../../../ui/unchangeable'
import { wordsOf } from '../../../wire/failure'
import type { ErrorInWords } from '../../../wire/failure'
import { queries, rpc } from '../../../wire/rpc'
import { Notes } from '../Notes'
import { words as memoryWords } from '../words'
import { History } from './History'
import { words } from './words'

/** The notes of a persona: to write, as the model is given them, and as they were. */
export function NotesTab({ scope }: { scope: MemoryScope }) {
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const [isSaved, setSaved] = useState(false)
  useEffect(() => {
    if (!isSaved) return
    announce(memoryWords.saved)
    const timer = setTimeout(() => setSaved(false), 4_000)
    return () => clearTimeout(timer)
  }, [isSaved])
  const persona = personas.find(({ id }) => id === scope.personaId)
  return (
    <div data-scroller="" className="min-h-0 flex-1 overflow-y-auto px-8 pt-4 pb-8 max-narrow:px-6">
      <div className="flex max-w-(--measure) flex-col gap-5">
        {scope.all ? (
          <ChoosePersona names={personas} />
        ) : (
          <div key={scope.personaId} className="flex flex-col gap-5">
            <Notes personaId={scope.personaId} name={persona?.name ?? null} onSaved={() => setSaved(true)} />
            {isSaved && <p className="text-small text-ink-3">{memoryWords.saved}</p>}
            <Preview personaId={scope.personaId} template={persona?.settings.notesTemplate ?? ''} />
            <NotesHistory personaId={scope.personaId} />
          </div>
        )}
      </div>
    </div>
  )
}

function ChoosePersona({ names }: { names: readonly { id: string; name: string }[] }) {
  const set = useMemoryPage((page) => page.set)
  function choose(personaId: string | null): void {
    set({ all: false })
    useOpen.getState().choosePersona(personaId)
    useOpen.getState().openPage('memory')
  }
  return (
    <>
      <p className="text-ui">{words.notesOfOne}</p>
      <div className="flex flex-wrap gap-2">
        {names.map(({ id, name }) => (
          <Button key={id} onClick={() => choose(id)}>
            {name}
          </Button>
        ))}
        <Button onClick={() => choose(null)}>{words.nobody}</Button>
      </div>
    </>
  )
}

/** As they would be given, with what is being written. */
function Preview({ personaId, template }: { personaId: string | null; template: string }) {
  const stored = useQuery(queries.memories.workingMemory.queryOptions({ input: { personaId } })).data?.content
  const draft = useDrafts(({ drafts }) => drafts[draftOfNotes(personaId)]?.text)
  const text = useSettled(draft ?? stored ?? '')
  const preview = useQuery(
    queries.memories.previewNotes.queryOptions({
      input: { content: text, template },
      placeholderData: (before) => before,
      gcTime: 10_000,
    }),
  )
  return (
    <Fold icon={<EyeIcon />} title={words.preview}>
      {preview.isError && <ErrorNote {...wordsOf(preview.error)} />}
      {!preview.data && !preview.isError && <p className="text-small text-ink-3">{words.previewReading}</p>}
      {preview.data && (
        <>
          <p className="mb-2 text-small text-ink-3">{words.previewHint(preview.data.tokens)}</p>
          <p
            dir="auto"
            tabIndex={0}
            role="group"
            aria-label={words.preview}
            className="max-h-96 overflow-y-auto rounded-m bg-band px-3 py-2 text-small whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]"
          >
            {preview.data.text}
          </p>
        </>
      )}
    </Fold>
  )
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function NotesHistory({ personaId }: { personaId: string | null }) {
  const notes = useQuery(queries.memories.workingMemory.queryOptions({ input: { personaId } })).data
  const memoryId = notes?.id ?? ''
  const versions = useQuery(
    queries.memories.versions.queryOptions({ input: { memoryId }, enabled: memoryId !== '' && notes?.version !== 1 }),
  )
  const [error, setError] = useState<ErrorInWords | null>(null)
  const unchangeable = useUnchangeable()
  if (!notes || notes.version <= 1) return null

  /** @returns whether it worked */
  async function restore(version: number): Promise<boolean> {
    setError(null)
    try {
      await rpc.memories.restoreVersion({ memoryId, version })
      return true
    } catch (cause) {
      setError(wordsOf(cause))
      return false
    }
  }
  function restoreWithUndo({ version }: MemoryVersion): void {
    const before = notes?.version ?? 1
    void restore(version).then((worked) => {
      if (!worked) return
      announce(words.restored)
      showUndo(words.restored, words.undo, () => void restore(before))
    })
  }

  return (
    <Fold icon={<TimeIcon />} title={words.history}>
      {(error ?? versions.error) && <ErrorNote {...(error ?? wordsOf(versions.error))} />}
      {versions.data && (
        <History
          now={{ kind: 'working', content: notes.content, importance: 'normal', status: 'active', pinned: false }}
          versions={versions.data}
          {...(unchangeable === null && { onRestore: restoreWithUndo })}
        />
      )}
    </Fold>
  )
}
