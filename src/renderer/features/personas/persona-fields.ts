// What is written in the editor, and what it becomes.
import type { Accent, Persona, PersonaDraft } from '../../../shared/contract/personas'
import type { ModelChoice } from '../../../shared/contract/settings'
import type { PersonaSettings, ReasoningEffort, RecallAmount } from '../../../shared/domain/persona-settings'
import type { Template } from './templates/templates'
import { words } from './words'

export interface PersonaFields {
  /** Null: how it answers without a persona. */
  id: string | null
  name: string
  emoji: string
  /** The file it has, as settings name it. */
  picture: string | null
  /** An image that was chosen and becomes a file with the next save. */
  chosenPicture: Blob | null
  accent: Accent
  instructions: string
  notesTemplate: string
  model: ModelChoice | null
  fallback: ModelChoice | null
  temperature: string
  maxOutputTokens: string
  reasoningEffort: ReasoningEffort | null
  recall: RecallAmount | null
  remembersNewThreads: boolean | null
}

export const newPersona = (template: Template | null = null): PersonaFields => ({
  ...withSettings({ emoji: template?.emoji, notesTemplate: template?.notesTemplate }),
  id: crypto.randomUUID(),
  name: template?.name ?? '',
  accent: template?.accent ?? 'lagoon',
  instructions: template?.instructions ?? '',
})

export function fieldsOfPersona({ id, name, accent, instructions, settings }: Persona): PersonaFields {
  return { ...withSettings(settings), id, name, accent, instructions }
}

export function fieldsWithout(model: ModelChoice, answering: PersonaSettings): PersonaFields {
  return { ...withSettings({ ...answering, model }), id: null, name: '', accent: 'graphite', instructions: '' }
}

function withSettings(settings: PersonaSettings) {
  return {
    emoji: settings.emoji ?? '',
    picture: settings.picture ?? null,
    chosenPicture: null,
    notesTemplate: settings.notesTemplate ?? '',
    model: settings.model ?? null,
    fallback: settings.fallback ?? null,
    temperature: settings.temperature?.toString() ?? '',
    maxOutputTokens: settings.maxOutputTokens?.toString() ?? '',
    reasoningEffort: settings.reasoningEffort ?? null,
    recall: settings.recall ?? null,
    remembersNewThreads: settings.remembersNewThreads ?? null,
  }
}

export type Problems = Partial<Record<'name' | 'emoji' | 'temperature' | 'maxOutputTokens', string>>

export function problemsOf(fields: PersonaFields): Problems {
  const { id, name, emoji, temperature, maxOutputTokens } = fields
  return {
    ...(id !== null && name.trim() === '' && { name: words.nameMissing }),
    ...(emoji.trim() !== '' && !isOneEmoji(emoji.trim()) && { emoji: words.pictureWrong }),
    ...(!isNumber(temperature, (value) => value >= 0 && value <= 2) && { temperature: words.temperatureWrong }),
    ...(!isNumber(maxOutputTokens, (value) => Number.isInteger(value) && value >= 1 && value <= 1_000_000) && {
      maxOutputTokens: words.maxOutputTokensWrong,
    }),
  }
}

export function settingsOf(fields: PersonaFields): PersonaSettings {
  const { model, fallback, reasoningEffort, picture, recall, remembersNewThreads } = fields
  const emoji = fields.emoji.trim()
  const notesTemplate = fields.notesTemplate.trim()
  return {
    ...(model && { model }),
    ...(fallback && { fallback }),
    ...(reasoningEffort && { reasoningEffort }),
    ...(emoji !== '' && { emoji }),
    ...(picture !== null && { picture }),
    ...(recall !== null && { recall }),
    ...(remembersNewThreads !== null && { remembersNewThreads }),
    ...(notesTemplate !== '' && { notesTemplate }),
    ...(fields.temperature.trim() !== '' && { temperature: Number(fields.temperature) }),
    ...(fields.maxOutputTokens.trim() !== '' && { maxOutputTokens: Number(fields.maxOutputTokens) }),
  }
}

/** What can be changed of a persona, as it is stored. */
export const contentOfPersona = ({ name, accent, instructions, settings }: Persona): Omit<PersonaDraft, 'id'> => ({
  name,
  accent,
  instructions,
  settings,
})

export function draftOfPersona(fields: PersonaFields & { id: string }): PersonaDraft {
  const { id, name, accent, instructions } = fields
  return { id, name: name.trim(), accent, instructions, settings: settingsOf(fields) }
}

function isNumber(text: string, isAllowed: (value: number) => boolean): boolean {
  return text.trim() === '' || isAllowed(Number(text))
}

function isOneEmoji(text: string): boolean {
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)]
  return graphemes.length === 1 && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text)
}
