// Which persona a resource of another store becomes.
import type { Call } from '../../database/call'
import { importedId } from './imported-id'

export interface PersonaOptions {
  call: Call
  userId: string
  /** Resource → name of its persona; null: no persona. Others become personas of their own name. */
  names: Map<string, string | null>
  isDryRun?: boolean
}

const NAME_LENGTH = 80

/** Finds the persona of that name, or makes one; the same resource gets the same one each time. */
export function personasFor({ call, userId, names, isDryRun = false }: PersonaOptions) {
  return async (resourceId: string): Promise<string | null> => {
    const name = names.get(resourceId)
    if (name === null || resourceId.trim() === '') return null
    const wanted = (name ?? resourceId).trim().slice(0, NAME_LENGTH)
    const personas = await call('ai_list_personas', {})
    const there = personas.find((persona) => persona.name === wanted)
    if (there) return there.id
    const id = importedId('persona', userId, wanted)
    if (!isDryRun) await call('ai_save_persona', { id, name: wanted })
    return id
  }
}
