import { useQuery } from '@tanstack/react-query'
import { usePersonaActions } from './persona-actions'
import { fieldsOfPersona, fieldsWithout, newPersona } from './persona-fields'
import { PersonaForm } from './PersonaForm'
import { queries } from '../../wire/rpc'

/** The editor, when it is open for somebody. */
export function PersonaEditor() {
  const editing = usePersonaActions((actions) => actions.editing)
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  if (!editing || !settings) return null
  switch (editing.kind) {
    case 'new':
      return <PersonaForm key="new" isNew initial={newPersona()} settings={settings} invalid={[]} />
    case 'without': {
      const initial = fieldsWithout(settings.model, settings.answering)
      return <PersonaForm key="without" initial={initial} settings={settings} invalid={[]} />
    }
    case 'persona': {
      const { persona } = editing
      const initial = fieldsOfPersona(persona)
      return <PersonaForm key={persona.id} initial={initial} settings={settings} invalid={persona.invalid} />
    }
  }
}
