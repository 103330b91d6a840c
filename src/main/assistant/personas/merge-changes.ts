// Two windows, or two computers, may have a persona's editor open. What one of them did not touch is not its to write.
import { isDeepStrictEqual } from 'node:util'
import type { PersonaDraft } from '../../../shared/contract/personas'
import { KithError } from '../../../shared/errors'

export type PersonaContent = Omit<PersonaDraft, 'id'>

/**
 * What is to be stored: what was changed since `base`, and everything else as it is stored now. Settings count one by one.
 * Throws CONFLICT when the same was changed to something else meanwhile.
 */
export function mergeChanges(base: PersonaContent, stored: PersonaContent, wished: PersonaContent): PersonaContent {
  return {
    name: merged(base.name, stored.name, wished.name),
    accent: merged(base.accent, stored.accent, wished.accent),
    instructions: merged(base.instructions, stored.instructions, wished.instructions),
    settings: mergedSettings(base.settings, stored.settings, wished.settings),
  }
}

type Settings = PersonaContent['settings']

function mergedSettings(base: Settings, stored: Settings, wished: Settings): Settings {
  const keys = [...new Set([base, stored, wished].flatMap((settings) => Object.keys(settings) as (keyof Settings)[]))]
  const entries = keys.map((key) => [key, merged<unknown>(base[key], stored[key], wished[key])] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function merged<T>(base: T, stored: T, wished: T): T {
  if (isDeepStrictEqual(wished, base)) return stored
  if (isDeepStrictEqual(stored, base) || isDeepStrictEqual(stored, wished)) return wished
  throw new KithError('CONFLICT', { reason: 'The same was changed elsewhere meanwhile.' })
}
