import { lazy } from 'react'
import { PersonaEditor } from '../features/personas/PersonaEditor'

const ToolsOfPersona = lazy(async () => ({
  default: (await import('../features/tools/ToolsOfPersona')).ToolsOfPersona,
}))

/** The editor of personas with what another feature puts into it. */
export function PersonaEditing() {
  return <PersonaEditor Tools={ToolsOfPersona} />
}
