// How a persona answers: its model and what that is told besides the prompt. Stored as JSON with the persona, and for no
// persona in settings.json; everything that is not there is as it is for no persona.
import { z } from 'zod'
import { NOTES_TEMPLATE_LIMIT } from './limits'
import { modelChoice } from './model-choice'

/** How long a model thinks before it speaks, where it can. A provider that knows fewer takes the nearest, or refuses. */
export const reasoningEffort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh'])
export type ReasoningEffort = z.infer<typeof reasoningEffort>

/** One picture, as people see it: a flag or a family is several code points. */
const emoji = z
  .string()
  .max(40)
  .refine((text) => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length === 1)
  .refine((text) => /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text))

/** A file of the persona's own, as settings name it: the database looks for `kith-file:`. */
const picture = z.string().regex(/^kith-file:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)

/** How much of what comes to mind may stand in a prompt. */
export const recallAmount = z.enum(['little', 'usual', 'much'])
export type RecallAmount = z.infer<typeof recallAmount>

const fields = {
  model: modelChoice,
  /** Answers when the model cannot, before anything was shown. */
  fallback: modelChoice,
  temperature: z.number().min(0).max(2),
  maxOutputTokens: z.int().min(1).max(1_000_000),
  reasoningEffort,
  /** The form of the notes, told to the model while there are none. */
  notesTemplate: z.string().max(NOTES_TEMPLATE_LIMIT),
  emoji,
  /** Shown instead of the emoji. */
  picture,
  recall: recallAmount,
  /** Whether a new thread remembers, until somebody says otherwise there. */
  remembersNewThreads: z.boolean(),
}

export const personaSettings = z.object(fields).partial()
export type PersonaSettings = z.infer<typeof personaSettings>
export type PersonaSetting = keyof PersonaSettings
const names = Object.keys(fields) as PersonaSetting[]
export const personaSetting = z.enum(names)

/**
 * What is stored, field by field. A value that is none, written by another program or a newer Kith, counts as not there
 * and is named in `invalid`.
 */
export function readPersonaSettings(stored: unknown): { settings: PersonaSettings; invalid: PersonaSetting[] } {
  const given = isObject(stored) ? stored : {}
  const settings: Record<string, unknown> = {}
  const invalid: PersonaSetting[] = []
  for (const name of names) {
    const value = given[name]
    if (value === undefined || value === null) continue
    const read = fields[name].safeParse(value)
    if (read.success) settings[name] = read.data
    else invalid.push(name)
  }
  return { settings, invalid }
}

/** What to store: fields of others stay, ours are as given, and what is not given is taken away. */
export function writePersonaSettings(stored: unknown, settings: PersonaSettings): Record<string, unknown> {
  const others = Object.entries(isObject(stored) ? stored : {}).filter(([name]) => !(name in fields))
  const ours = Object.entries(settings).filter(([name, value]) => name in fields && value !== undefined)
  return Object.fromEntries([...others, ...ours])
}

/** What counts for a persona: its own, and else what holds for everybody. A picture is nobody else's. */
export function effectiveSettings(own: PersonaSettings, everybodys: PersonaSettings): PersonaSettings {
  const { emoji: _emoji, picture: _picture, ...inherited } = everybodys
  return { ...inherited, ...own }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
