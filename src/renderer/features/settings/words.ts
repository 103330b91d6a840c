import type { LanguageChoice, ProviderKind, SettingsView, Theme } from '../../../shared/contract/settings'
import { counted, number } from '../../lib/numbers'

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
  account: 'Account',
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

  desktop: 'Desktop',
  shortcuts: 'Keyboard shortcuts',

  profiles: 'Profiles',
  backups: 'Backups',

  sections: 'Parts of the settings',
  meaning: 'Meaning',
  localApi: 'Local API',
  memory: 'Memory',
  memoryIntro:
    'Holds for answers without a persona, and for every persona that says nothing of its own. What is remembered is always asked first, except for the kinds you choose here.',
  acceptedKinds: 'Without asking',
  kindsAccepted: { fact: 'Facts', preference: 'Preferences', event: 'Events', instruction: 'Instructions' },
  acceptedHint:
    'Proposals of these kinds are kept at once and marked. What contradicts something is asked in any case.',
  recall: 'Recalls',
  amounts: { little: 'A little', usual: 'The usual', much: 'Much' },
  recallHints: {
    little: 'At most about 800 tokens of earlier threads and memories in one prompt: cheap, and it knows less.',
    usual: 'At most about 2,000 tokens of earlier threads and memories in one prompt.',
    much: 'At most about 6,000 tokens of earlier threads and memories in one prompt: it knows more, and each answer costs more.',
  },
  newThreads: 'New threads',
  remembering: { on: 'Remember', off: 'Remember nothing' },
  newThreadsHint: 'How a new thread begins. Each can be changed under its message field.',

  data: 'Data',
  folder: 'Folder',
  dataOfProject: (url: string) =>
    `Threads, notes and memories are in the project at ${url}. This folder has settings, what waits to be sent, and the database of this computer.`,
  dataDetail: 'Threads, notes and settings are in this folder on this computer, and nowhere else.',
  openFolder: 'Open the folder',
  copyPath: 'Copy its path',
  takes: 'Takes',
  sizeOf: { database: 'Database', backups: 'Backups', others: 'Everything else', all: 'In all' },
  measuring: 'Adding it up',
  keys: 'Keys',
  bringIn: 'Bring in',
  bringInDetail: 'What a Mastra project has stored can be brought in. End Kith, and in its folder run',
  bringInInstalled:
    'What a Mastra project has stored can be brought in from a clone of Kith’s repository, of the version that you have. End Kith, and in the clone run',
  bringInCommand: 'npm run import:mastra -- --from file:/path/to/mastra.db',
  bringInMore: 'The source is only read. docs/connector.md says how it works and what it can be told.',
  repository: 'Kith’s repository',

  troubleshooting: 'Troubleshooting',
  about: 'About',
  versions: 'Versions',
  copyVersions: 'Copy the versions',
  versionNames: {
    kith: 'Kith',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    pglite: 'PGlite',
    system: 'System',
  },
  yourBrowser: 'your own browser',
  licences: 'Licences',
  licencesIntro: (count: number) =>
    `Kith stands on ${counted(count, 'package', 'packages')} of others. Here is what each is under, word for word.`,
  noLicences: 'The list is made when Kith is built; this one was not built whole.',
  searchLicences: 'Search packages and licences',
  noLicenceFound: 'No package and no licence of that name.',
  showMore: (count: number) => `Show ${number(count)} more`,
  under: (licence: string, offered?: string) => (offered ? `${licence}, chosen of ${offered}` : licence),
  noText: 'It came without the text of its licence.',
  readingText: 'Reading the licence',
  firstSteps: 'First steps',
  firstStepsDetail: 'The card of the first start: providers, where everything lies, what can be brought in.',
  showFirstSteps: 'Show it again',
}
