import type { Database, Json } from '../../database/database.types'
import { clock, isInScope, missing, resourceKeyOf, text, textOr } from './wire'
import type { Functions, Scope } from './wire'

type Persona = Database['public']['Tables']['ai_personas']['Row']

export function createFakePersonas(userId: string, scope: Scope) {
  const personas: Persona[] = []
  const visible = () => personas.filter(({ id }) => isInScope(scope, resourceKeyOf(userId, id)))

  /** Null and undefined mean no persona, which is always there. */
  function require(id: Json | undefined): string | null {
    if (id === undefined || id === null) return null
    return visible().find((persona) => persona.id === id)?.id ?? missing('persona')
  }

  const functions: Functions = {
    ai_list_personas: ({ include_archived }) =>
      visible().filter(({ archived_at }) => archived_at === null || include_archived === true),
    ai_archive_persona({ id }) {
      const persona = visible().find((one) => one.id === id) ?? missing('persona')
      persona.archived_at ??= clock()
      return [persona]
    },
    ai_save_persona({ id, name, instructions, accent, settings }) {
      const present = personas.find((persona) => persona.id === id)
      if (!present && name === undefined) return missing('persona')
      const now = clock()
      const persona = present ?? {
        id: text(id),
        user_id: userId,
        name: '',
        instructions: '',
        accent: 'graphite',
        settings: {},
        archived_at: null,
        created_at: now,
        updated_at: now,
      }
      if (!present) personas.push(persona)
      return [
        Object.assign(persona, {
          name: textOr(name, persona.name),
          instructions: textOr(instructions, persona.instructions),
          accent: textOr(accent, persona.accent),
          settings: settings ?? persona.settings,
        }),
      ]
    },
  }
  const find = (id: Json | undefined) => visible().find((persona) => persona.id === id)
  return { functions, require, find }
}

export type FakePersonas = ReturnType<typeof createFakePersonas>
