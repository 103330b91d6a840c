export { createLanguageModel } from './create-language-model'
export type { LanguageModel, ProviderChoice, ProviderOptions, ReachableModel } from './create-language-model'
export type { ProviderFacts } from './endpoint'
export type { Patience } from './guarded-fetch'
