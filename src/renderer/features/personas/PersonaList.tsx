import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useOpen } from '../../state/open'
import { ErrorNote } from '../../ui/ErrorNote'
import { ListBox, Option } from '../../ui/ListBox'
import { Mark } from '../../ui/Mark'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { words } from './words'

const none = 'none'

/** Everybody one can talk to, and nobody in particular last. */
export function PersonaList() {
  const heading = useId()
  const personas = useQuery(queries.personas.list.queryOptions())
  const personaId = useOpen((open) => open.personaId)
  const choosePersona = useOpen((open) => open.choosePersona)
  const choose = (value: string) => choosePersona(value === none ? null : value)

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="flex h-9 items-end px-2.5 pb-1 text-small font-strong text-ink-2">
        {words.personas}
      </h2>
      {personas.isError && (
        <div className="px-2.5 pb-2">
          <ErrorNote {...wordsOf(personas.error)}>
            <TextLink onClick={() => void personas.refetch()}>{words.tryAgain}</TextLink>
          </ErrorNote>
        </div>
      )}
      <ListBox label={words.personas} onReach={choose}>
        {personas.data?.map((persona) => (
          <Option
            key={persona.id}
            value={persona.id}
            isSelected={persona.id === personaId}
            isQuiet
            data-accent={persona.accent}
            onChoose={() => choose(persona.id)}
          >
            <Mark name={persona.name} isCurrent={persona.id === personaId} />
            <span className="truncate">{persona.name}</span>
          </Option>
        ))}
        {personas.data && (
          <Option value={none} isSelected={personaId === null} isQuiet onChoose={() => choose(none)}>
            <Mark name={null} isCurrent={personaId === null} />
            <span className="truncate">{words.noPersona}</span>
          </Option>
        )}
      </ListBox>
    </section>
  )
}
