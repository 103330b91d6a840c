import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { ComponentType } from 'react'
import type { SettingsView } from '../../../shared/contract/settings'
import { beginPersona, closeEditor, usePersonaActions } from './persona-actions'
import { fieldsOfPersona, fieldsWithout, newPersona } from './persona-fields'
import { queries } from '../../wire/rpc'

// Nobody needs them before the first click.
const PersonaForm = lazy(async () => ({ default: (await import('./PersonaForm')).PersonaForm }))
const TemplateChooser = lazy(async () => ({ default: (await import('./templates/TemplateChooser')).TemplateChooser }))
const DuplicateDialog = lazy(async () => ({ default: (await import('./DuplicateDialog')).DuplicateDialog }))

interface PersonaEditorProps {
  /** What it may do with tools; null: without a persona. */
  Tools: ComponentType<{ personaId: string | null }>
}

/** The editor, and what comes before one: when it is open for somebody. */
export function PersonaEditor(props: PersonaEditorProps) {
  const { data: settings } = useQuery(queries.settings.get.queryOptions())
  if (!settings) return null
  return (
    <Suspense>
      <Open {...props} settings={settings} />
    </Suspense>
  )
}

function Open({ Tools, settings }: PersonaEditorProps & { settings: SettingsView }) {
  const editing = usePersonaActions((actions) => actions.editing)
  const given = { settings, Tools }
  switch (editing?.kind) {
    case undefined:
      return null
    case 'choose':
      return <TemplateChooser onChoose={beginPersona} onClose={() => closeEditor(null)} />
    case 'new':
      return <PersonaForm key="new" isNew initial={newPersona(editing.template)} {...given} invalid={[]} />
    case 'without': {
      const initial = fieldsWithout(settings.model, settings.answering)
      return <PersonaForm key="without" initial={initial} {...given} invalid={[]} />
    }
    case 'duplicate':
      return <DuplicateDialog key={editing.persona.id} persona={editing.persona} />
    case 'persona': {
      const { persona } = editing
      const initial = fieldsOfPersona(persona)
      return <PersonaForm key={persona.id} initial={initial} stored={persona} {...given} invalid={persona.invalid} />
    }
  }
}
