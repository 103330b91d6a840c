import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemoryPage, useMemoryScope } from '../../../state/memory-page'
import { Button } from '../../../ui/Button'
import { queries } from '../../../wire/rpc'
import { words } from './words'

/** Where no memory is. What was remembered first may be in the notes, which are a tab of their own: then it leads there. */
export function NothingHere({ onWrite }: { onWrite(): void }) {
  const set = useMemoryPage((page) => page.set)
  const hasNotes = useHasNotes()
  return (
    <div className="py-3">
      <p className="text-ui">{hasNotes ? words.onlyNotes : words.nothing}</p>
      <p className="mt-0.5 max-w-(--measure) text-small text-ink-2">
        {hasNotes ? words.onlyNotesWay : words.nothingWay}
      </p>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {hasNotes && <Button onClick={() => set({ tab: 'notes' })}>{words.openNotes}</Button>}
        <Button changes onClick={onWrite}>
          {words.write}
        </Button>
      </div>
    </div>
  )
}

function useHasNotes(): boolean {
  const scope = useMemoryScope()
  const personas = useQuery(queries.personas.list.queryOptions()).data ?? []
  const owners = scope.all ? [null, ...personas.map(({ id }) => id)] : [scope.personaId]
  return useQueries({
    queries: owners.map((personaId) => queries.memories.workingMemory.queryOptions({ input: { personaId } })),
    combine: (notes) => notes.some(({ data }) => Boolean(data?.content.trim())),
  })
}
