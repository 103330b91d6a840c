import { counted } from '../../lib/numbers'

export const words = {
  title: 'What is on your mind?',
  lead: 'Talk as you like. Kith asks before it remembers.',
  suggestions: ['Plan the week with me', 'Explain something I half understand', 'Help me word a difficult message'],
  model: 'Model',
  practiceTitle: 'You are talking to the practice model',
  practiceDetail:
    'It runs inside Kith and needs no network. It is good for trying things out, and not clever. Connect a real model when you like; what you write here stays.',
  firstSteps: 'First steps',
  hide: 'Hide these',
  hideDetail: 'They are under About in the settings, should you want them back.',
  modelTitle: (model: string) => `${model} answers`,
  modelDetail: 'Choose another one under the message field, or connect one more provider.',
  ollamaRuns: (models: number) =>
    models === 0
      ? 'Ollama is running on this computer, without models yet.'
      : `Ollama is running on this computer, with ${counted(models, 'model', 'models')}.`,
  whereTitle: 'Everything stays on this computer',
  whereDetail: 'Threads, notes and memories are in this folder. Only what you send to a provider leaves it.',
  whereInProject: {
    title: (host: string) => `Everything lies in the project at ${host}`,
    detail: 'Threads, notes and memories are there. Settings and what waits to be sent are in this folder.',
  },
  vaults: {
    keychain: 'Keys of providers are in your system’s keychain.',
    file: 'Keys of providers are in a file there, which only your account can read.',
  },
  openFolder: 'Open the folder',
  moreAboutData: 'More about your data',
  bringInTitle: 'Bring in what you have, later',
  bringInDetail: 'What a Mastra project has stored can be brought in at any time.',
  bringIn: 'How to bring it in',
  commands: { show: 'Show the first steps', alias: 'onboarding welcome begin start help' },
  ollama: 'Use Ollama',
  openai: 'Use OpenAI',
  anotherProvider: 'Another provider',
}
