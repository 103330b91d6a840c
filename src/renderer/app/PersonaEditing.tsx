import { lazy, Suspense } from 'react'
import { PersonaEditor } from '../features/personas/PersonaEditor'

const ToolsOfPersona = lazy(async () => ({
  default: (await import('../features/tools/ToolsOfPersona')).ToolsOfPersona,
}))

/** The editor of personas with what other features put into it. */
export function PersonaEditing() {
  return (
    <PersonaEditor
      tools={(personaId) => (
        <Suspense>
          <ToolsOfPersona personaId={personaId} />
        </Suspense>
      )}
    />
  )
}
