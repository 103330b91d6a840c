import { useQuery } from '@tanstack/react-query'
import { ErrorNote } from '../../ui/ErrorNote'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import type { PersonaFields } from './persona-fields'
import { words } from './words'

/** Word for word what stands before the conversation, as the form stands. */
export function PromptPreview({ fields: { id, name, instructions, notesTemplate } }: { fields: PersonaFields }) {
  const { data, error } = useQuery(
    queries.personas.preview.queryOptions({
      input: { personaId: id, name: name.trim() || '…', instructions, notesTemplate },
      placeholderData: (before) => before,
      staleTime: 0,
    }),
  )
  if (error) return <ErrorNote {...wordsOf(error)} />
  if (!data) return <p className="text-small text-ink-3">{words.readingPreview}</p>
  return (
    <div className="flex flex-col gap-2">
      <p className="text-small text-ink-3">{words.previewTokens(data.tokens)}</p>
      {data.system.map((text, place) => (
        <p
          key={`system ${String(place)}`}
          className="max-h-72 overflow-y-auto rounded-m bg-band px-3 py-2 text-small whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]"
        >
          {text}
        </p>
      ))}
    </div>
  )
}
