// Settings as the screen may see them. A key goes in and never comes out.
import { z } from 'zod'
import { modelChoice } from '../domain/model-choice'
import { personaSettings } from '../domain/persona-settings'
import { route, uuid } from './base'
import { memoryKind } from './memories'

export const theme = z.enum(['light', 'dark', 'system'])
export type Theme = z.infer<typeof theme>

/** `system`: the first of the languages of the computer that Kith speaks. */
export const languageChoice = z.enum(['system', 'en', 'de'])
export type LanguageChoice = z.infer<typeof languageChoice>

export const providerKind = z.enum(['openai', 'compatible', 'ollama'])
export type ProviderKind = z.infer<typeof providerKind>

export type { ModelChoice } from '../domain/model-choice'

export const provider = z.object({
  id: uuid,
  kind: providerKind,
  name: z.string(),
  baseUrl: z.string(),
  /** Models the owner may choose from: what the last test found, and what was typed. */
  models: z.array(z.string()),
  hasKey: z.boolean(),
})
export type Provider = z.infer<typeof provider>

export const settingsView = z.object({
  theme,
  language: languageChoice,
  model: modelChoice,
  /** How it answers without a persona, and with one that has no own way. Its `model` is `model` above. */
  answering: personaSettings,
  providers: z.array(provider),
  /** Kinds of proposals that are accepted without asking. */
  acceptedKinds: z.array(memoryKind),
  /** Where keys are kept, said plainly. */
  vault: z.enum(['keychain', 'file']),
})
export type SettingsView = z.infer<typeof settingsView>

/** An endpoint of the owner's choice: http or https, without user and password in it. */
export const baseUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_000)
  .refine((value) => !/^https?:\/\/[^/]*@/.test(value), 'The address must not contain a password.')

export const providerDraft = z.object({
  id: uuid,
  kind: providerKind,
  name: z.string().trim().min(1).max(80),
  baseUrl,
  models: z.array(z.string().trim().min(1).max(200)).max(1_000),
  /** Undefined leaves the stored key; an empty string takes it away. */
  key: z.string().max(4_000).optional(),
})
export type ProviderDraft = z.infer<typeof providerDraft>

/** What an endpoint said of itself. */
export const testedProvider = z.object({
  models: z.array(z.string()),
  /** Of how many it said how much they take, and what they cost. */
  contexts: z.int(),
  prices: z.int(),
})
export type TestedProvider = z.infer<typeof testedProvider>

export const foundOllama = z.object({ baseUrl: z.string(), models: z.array(z.string()) })
export type FoundOllama = z.infer<typeof foundOllama>

export const settings = {
  get: route.output(settingsView),
  setTheme: route.input(z.object({ theme })).output(settingsView),
  setLanguage: route.input(z.object({ language: languageChoice })).output(settingsView),
  setAcceptedKinds: route.input(z.object({ kinds: z.array(memoryKind) })).output(settingsView),
  setModel: route.input(z.object({ model: modelChoice })).output(settingsView),
  /** Replaces all of it; a `model` in it is the model from now on. */
  setAnswering: route.input(z.object({ answering: personaSettings })).output(settingsView),
  saveProvider: route.input(providerDraft).output(settingsView),
  /** Takes its key out of the vault too. If its model was in use, the practice model is. */
  removeProvider: route.input(z.object({ providerId: uuid })).output(settingsView),
  /** Asks the endpoint for its models, with the draft's key or else the stored one. Saves nothing. */
  testProvider: route.input(providerDraft).output(testedProvider),
  /** Looks for Ollama on this computer, and nowhere else. Null when none answers. */
  findOllama: route.output(foundOllama.nullable()),
}
