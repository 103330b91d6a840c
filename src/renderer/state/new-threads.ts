import type { Persona } from '../../shared/contract/personas'
import type { SettingsView } from '../../shared/contract/settings'

/** How a new thread of this persona begins, while nobody has said otherwise. */
export function isOffAtFirst(
  persona: Pick<Persona, 'settings'> | null | undefined,
  settings: Pick<SettingsView, 'answering'> | undefined,
): boolean {
  return (persona?.settings.remembersNewThreads ?? settings?.answering.remembersNewThreads) === false
}
