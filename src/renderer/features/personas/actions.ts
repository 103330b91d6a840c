// What personas add to all that can be done: see state/actions.ts.
import type { Action } from '../../state/actions'
import { useOpen } from '../../state/open'
import { useSession } from '../../state/session'
import { queryClient } from '../../wire/query-client'
import { queries } from '../../wire/rpc'
import { addPersona, duplicatePersona, editPersona, showPersonaMetadata } from './persona-actions'
import { words } from './words'

const isReady = () => useSession.getState().ready !== null
const canWrite = () => useSession.getState().ready?.database.isReadOnly === false

function presentPersona() {
  const { personaId } = useOpen.getState()
  return queryClient.getQueryData(queries.personas.list.queryKey())?.find(({ id }) => id === personaId) ?? null
}

export const personaActions: readonly Action[] = [
  { id: 'personas.new', group: 'personas', words: () => words.commands.new, isThere: canWrite, run: addPersona },
  {
    id: 'personas.edit',
    group: 'personas',
    words: () => words.commands.edit,
    isThere: isReady,
    run: () => editPersona(presentPersona()),
  },
  {
    id: 'personas.metadata',
    group: 'personas',
    words: () => words.commands.metadata,
    isThere: () => isReady() && presentPersona() !== null,
    run() {
      const persona = presentPersona()
      if (persona) showPersonaMetadata(persona)
    },
  },
  {
    id: 'personas.duplicate',
    group: 'personas',
    words: () => words.commands.duplicate,
    isThere: () => canWrite() && presentPersona() !== null,
    run() {
      const persona = presentPersona()
      if (persona) duplicatePersona(persona)
    },
  },
  {
    id: 'personas.gallery',
    group: 'personas',
    words: () => words.commands.gallery,
    alias: words.commands.galleryAlias,
    isThere: isReady,
    run: () => useOpen.getState().openPage('personas'),
  },
]
