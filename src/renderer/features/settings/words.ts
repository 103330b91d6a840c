import type { LanguageChoice, ProviderKind, SettingsView, Theme } from '../../../shared/contract/settings'

const kinds: Record<ProviderKind, string> = { openai: 'OpenAI', compatible: 'OpenAI-compatible', ollama: 'Ollama' }
const themes: Record<Theme, string> = { light: 'Light', dark: 'Dark', system: 'As the system' }
// Each in itself, so that it is found by whoever reads no other.
const languages: Record<LanguageChoice, string> = { system: 'As the system', en: 'English', de: 'Deutsch' }
const vaults: Record<SettingsView['vault'], string> = {
  keychain: 'Keys are kept in this computer’s keychain and are never shown again.',
  file: 'There is no keychain here, so keys are kept in a file only your account on this computer can read. They are never shown again.',
}

export const words = {
  tools: 'Tools',
  title: 'Settings',
  close: 'Close settings',
  loading: 'Reading the settings',
  tryAgain: 'Try again',

  model: 'Model',
  answersWith: 'Answers with',
  practiceModel: 'Practice model',
  inKith: 'Inside Kith',
  chooseModel: 'Choose a model',
  noModels: 'No models known yet',
  searchModels: 'Search the models',
  noModelFound: 'No model of that name',

  providers: 'Providers',
  noProviders: 'No provider is connected. The practice model answers.',
  add: 'Add provider',
  kind: 'Kind of provider',
  kinds,
  edit: 'Edit',
  remove: 'Remove',
  facts: (host: string, models: number) =>
    `${host} · ${models === 0 ? 'no models yet' : models === 1 ? '1 model' : `${models} models`}`,
  hasKey: 'key stored',
  noKey: 'no key',

  name: 'Name',
  address: 'Address',
  key: 'Key',
  models: 'Models',
  modelsHint: 'One on each line. Testing the connection lists them.',
  keyStored: 'Stored. Write a new one to replace it.',
  takeKeyAway: 'Take the stored key away',
  keyGoes: 'The stored key is taken away when you save.',
  keepKey: 'Keep it',
  keyOptional: 'Only if the endpoint asks for one.',
  vaults,
  test: 'Test connection',
  tested: ({ models, contexts, prices }: { models: number; contexts: number; prices: number }) =>
    [
      `It works: ${models === 1 ? '1 model' : `${models} models`}.`,
      contexts > 0 && `It says how much ${contexts === models ? 'they take' : `${contexts} of them take`}.`,
      prices > 0 && `It says what ${prices === models ? 'they cost' : `${prices} of them cost`}.`,
    ]
      .filter(Boolean)
      .join(' '),
  refresh: 'Read the models',
  refreshed: (name: string, models: number) =>
    `${name} has ${models === 1 ? '1 model' : `${models} models`}, and what you wrote down.`,
  ollamaRuns: (models: number) =>
    `Ollama is running on this computer${models === 0 ? ', without models yet' : models === 1 ? ', with 1 model' : `, with ${models} models`}.`,
  connectOllama: 'Connect Ollama',
  testedEmpty: 'It answers, and lists no models. Write them down yourself.',
  save: 'Save',
  cancel: 'Cancel',
  saved: (name: string) => `${name} is saved.`,
  noneAnswers: 'None of its models seems made to chat. Choose one under the message field if you know better.',
  nowAnswers: (model: string) => `${model} answers from now on.`,
  modelsUnread: 'Its models could not be read:',
  problems: {
    addressEmpty: 'Write where it answers, such as http://127.0.0.1:1234/v1.',
    addressWrong: 'An address begins with http:// or https://.',
    addressPassword: 'The address must not contain a password. Write it under Key.',
  },

  removeTitle: (name: string) => `Remove ${name}?`,
  removeDetail: 'Its address and its stored key are deleted from this computer. Your threads stay.',
  removeInUse: 'It answers at the moment; the practice model will.',
  keepIt: 'Keep it',

  appearance: 'Appearance',
  theme: 'Theme',
  themes,
  language: 'Language',
  languages,
  languageWaits: {
    title: 'A form is open',
    detail: 'Another language loads this window anew. Save what you entered, or cancel, then choose again.',
  },
  size: 'Size',
  sizes: (zoom: number) => `${zoom} %`,
  motion: 'Motion',
  motions: { system: 'As the system', reduced: 'None' },
  contrast: 'Contrast',
  contrasts: { system: 'As the system', more: 'More' },
  list: 'Thread list',
  lists: { previews: 'Titles and how they go on', titles: 'Titles' },

  shortcuts: 'Keyboard shortcuts',

  backups: 'Backups',

  about: 'About',
  data: 'Your data',
  dataDetail: 'Threads, notes and settings are in this folder on this computer, and nowhere else.',
  keys: 'Keys',
}
