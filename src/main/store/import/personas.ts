// Which persona a resource of another store becomes.
import { createHash } from 'node:crypto'
import type { Call } from '../../database/call'
import { toStorableText } from '../../../shared/domain/stored-text'
import { derivedId } from './imported-id'

export interface PersonaOptions {
  call: Call
  userId: string
  /** Resource → name of its persona; null: no persona. Others become personas of their own name. */
  names: Map<string, string | null>
  /** Those that are imported; all unless given. */
  only?: ReadonlySet<string>
  isDryRun?: boolean
}

/** What the database takes. */
const NAME_LENGTH = 80

/**
 * Finds the persona of that name, or makes one; the same resource gets the same one each time, and two get two, unless
 * `names` says otherwise. Undefined for what is not imported. Throws RangeError for a name that is too long.
 */
export function personasFor({ call, userId, names, only, isDryRun = false }: PersonaOptions) {
  for (const name of names.values()) {
    if (name && lengthOf(name.trim()) > NAME_LENGTH) {
      throw new RangeError(`The name of a persona has at most ${NAME_LENGTH} letters: ${name}`)
    }
  }
  return async (resourceId: string): Promise<string | null | undefined> => {
    if (only && !only.has(resourceId)) return undefined
    const name = names.get(resourceId)
    if (name === null || resourceId.trim() === '') return null
    const wanted = name === undefined ? nameOf(resourceId) : name.trim()
    const id = derivedId('persona', userId, name === undefined ? resourceId : wanted)
    const personas = await call('ai_list_personas', {})
    // It may have another name by now.
    const there = personas.find((persona) => persona.id === id) ?? personas.find((persona) => persona.name === wanted)
    if (there) return there.id
    if (!isDryRun) await call('ai_save_persona', { id, name: wanted })
    return id
  }
}

/** What cannot be the whole name has a mark of the whole, so that no two are the same. */
function nameOf(resourceId: string): string {
  const plain = toStorableText(resourceId).trim()
  if (plain === resourceId && lengthOf(plain) <= NAME_LENGTH) return plain
  const mark = createHash('sha256').update(resourceId).digest('hex').slice(0, 8)
  const beginning = Array.from(plain).slice(0, NAME_LENGTH - mark.length - 2)
  return `${beginning.join('')}… ${mark}`
}

const lengthOf = (name: string) => Array.from(name).length
