import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { INSTRUCTIONS_LIMIT, PERSONA_NAME_LIMIT } from '../domain/limits'
import { personaSetting, personaSettings } from '../domain/persona-settings'
import { route, time, uuid } from './base'

/** The colours a persona can have, as the page's tokens name them; "no persona" is graphite. */
export const accent = z.enum(['clay', 'ochre', 'moss', 'pine', 'lagoon', 'slate', 'plum', 'rose', 'graphite'])
export type Accent = z.infer<typeof accent>

export const persona = z.object({
  id: uuid,
  name: z.string(),
  accent,
  /** What the assistant is told about itself. */
  instructions: z.string(),
  /** Its model and the like; what is not there is as it is without a persona. */
  settings: personaSettings,
  /** Settings that were stored and cannot be used; they count as not there. */
  invalid: z.array(personaSetting),
})
export type Persona = z.infer<typeof persona>

/** A persona as a gallery shows it, with what it was told. */
export const personaCard = z.object({
  /** Null for "no persona", which comes first. */
  persona: persona.nullable(),
  isArchived: z.boolean(),
  madeAt: time.nullable(),
  threads: z.int(),
  memories: z.int(),
  /** What it would like to remember. */
  proposals: z.int(),
  /** Null when nothing was ever said. */
  lastMessageAt: time.nullable(),
})
export type PersonaCard = z.infer<typeof personaCard>

const name = z.string().trim().min(1).max(PERSONA_NAME_LIMIT)

export const personaDraft = z.object({
  id: uuid,
  name,
  accent,
  instructions: z.string().max(INSTRUCTIONS_LIMIT),
  settings: personaSettings,
})
export type PersonaDraft = z.infer<typeof personaDraft>

/** What is heard of an answer that is only tried. */
export const tryEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begins'), provider: z.string(), model: z.string() }),
  z.object({ type: z.literal('text'), delta: z.string() }),
])
export type TryEvent = z.infer<typeof tryEvent>

export const personas = {
  /** All that are not archived, in the order they were made. */
  list: route.output(z.array(persona)),
  /** All there are, archived ones included, in the order they were made. */
  gallery: route.output(z.array(personaCard)),
  /** One, archived or not. Throws NOT_FOUND. */
  get: route.input(z.object({ personaId: uuid })).output(persona),
  /**
   * Makes it, or changes it; what it answers next, it answers as this. Settings nobody here knows stay. `base`: as it was when
   * somebody began to write; what they did not change stays as it is now. Throws CONFLICT when the same was changed meanwhile.
   */
  save: route.input(personaDraft.extend({ base: personaDraft.omit({ id: true }).optional() })).output(persona),
  /**
   * Another one with the same instructions, picture and settings, that was told nothing and may do nothing without asking.
   * Repeatable with the same `newId`.
   */
  duplicate: route.input(z.object({ personaId: uuid, newId: uuid, name })).output(persona),
  /** Takes it out of the list. Its threads and memories stay. */
  archive: route.input(z.object({ personaId: uuid })).output(z.void()),
  restore: route.input(z.object({ personaId: uuid })).output(persona),
  /**
   * An answer of a persona as it is being written: told what it would be told, with nothing recalled, and stored nowhere.
   * Ends when nobody listens. Fails as a model does.
   */
  try: route
    .input(
      z.object({
        personaId: uuid.nullable(),
        name: z.string(),
        instructions: z.string().max(INSTRUCTIONS_LIMIT),
        settings: personaSettings,
        /** The whole conversation; the last is to be answered. */
        turns: z
          .array(z.object({ role: z.enum(['user', 'assistant']), text: z.string().min(1).max(100_000) }))
          .min(1)
          .max(200),
      }),
    )
    .output(eventIterator(tryEvent)),
  /** What a model is told before anything is said. Null: without a persona. */
  preview: route
    .input(
      z.object({
        personaId: uuid.nullable(),
        name: z.string(),
        instructions: z.string().max(INSTRUCTIONS_LIMIT),
        notesTemplate: z.string(),
      }),
    )
    .output(z.object({ system: z.array(z.string()), tokens: z.int() })),
}
