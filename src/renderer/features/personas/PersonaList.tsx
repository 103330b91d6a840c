import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useOpen } from '../../state/open'
import { useIsProjectAway } from '../../state/session'
import { usePersona } from '../../state/use-persona'
import { ErrorNote } from '../../ui/ErrorNote'
import { EditIcon, GalleryIcon, PlusIcon } from '../../ui/icons'
import { IconButton } from '../../ui/IconButton'
import { ListBox } from '../../ui/ListBox'
import { ReadFailure } from '../../ui/ReadFailure'
import { TextLink } from '../../ui/TextLink'
import { wordsOf } from '../../wire/failure'
import { queries } from '../../wire/rpc'
import { addPersona, editPersona, forgetError, usePersonaActions } from './persona-actions'
import { PersonaRow } from './PersonaRow'
import { words } from './words'

const none = 'none'

/** Everybody one can talk to, and nobody in particular last. */
export function PersonaList() {
  const heading = useId()
  const personas = useQuery(queries.personas.list.queryOptions())
  const personaId = useOpen((open) => open.personaId)
  const choosePersona = useOpen((open) => open.choosePersona)
  const openPage = useOpen((open) => open.openPage)
  const current = usePersona()
  const isAway = useIsProjectAway()
  const error = usePersonaActions((actions) => actions.error)
  const choose = (value: string) => choosePersona(value === none ? null : value)

  return (
    <section aria-labelledby={heading}>
      <div className="flex h-9 items-end ps-2.5 pe-0.5 pb-0.5">
        <h2 id={heading} className="flex-1 pb-0.5 text-small font-strong text-ink-2">
          {words.personas}
        </h2>
        {personas.data && (
          <>
            <IconButton
              size="small"
              label={words.gallery}
              className="text-ink-3"
              icon={<GalleryIcon />}
              onClick={() => openPage('personas')}
            />
            <IconButton
              size="small"
              label={words.editOne(current?.name ?? words.noPersona)}
              className="text-ink-3"
              icon={<EditIcon />}
              onClick={() => editPersona(current)}
            />
            <IconButton
              changes
              size="small"
              label={words.add}
              className="text-ink-3"
              icon={<PlusIcon />}
              onClick={addPersona}
            />
          </>
        )}
      </div>
      {personas.isError && (
        <div className="px-2.5 pb-2">
          <ReadFailure error={wordsOf(personas.error)} isAway={isAway}>
            <TextLink onClick={() => void personas.refetch()}>{words.tryAgain}</TextLink>
          </ReadFailure>
        </div>
      )}
      {error && (
        <div className="px-2.5 pb-2">
          <ErrorNote {...error}>
            <TextLink onClick={forgetError}>{words.close}</TextLink>
          </ErrorNote>
        </div>
      )}
      <ListBox label={words.personas} onReach={choose}>
        {personas.data?.map((persona) => (
          <PersonaRow
            key={persona.id}
            persona={persona}
            value={persona.id}
            isSelected={persona.id === personaId}
            onChoose={() => choose(persona.id)}
          />
        ))}
        {personas.data && (
          <PersonaRow persona={null} value={none} isSelected={personaId === null} onChoose={() => choose(none)} />
        )}
      </ListBox>
    </section>
  )
}
