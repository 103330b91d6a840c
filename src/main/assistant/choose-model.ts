import type { ModelTakes } from '../../shared/contract/files'
import type { ModelChoice } from '../../shared/contract/settings'
import type { Settings } from '../settings'
import { takesOf } from './attachments/takes'
import { createPracticeModel } from './practice-model'
import type { LanguageModel, ProviderFacts } from './providers'

/** A model to answer with, and what may be said about it. */
export interface ChosenModel {
  model: LanguageModel
  facts: ProviderFacts
  /** What it takes besides words; nothing is known of it when this is not there. Never rejects. */
  takes?: () => Promise<ModelTakes>
}

/** The owner's choice as a model. Throws KithError when its provider cannot be used, see `createLanguageModel`. */
export async function chooseModel(choice: ModelChoice, settings: Pick<Settings, 'connection'>): Promise<ChosenModel> {
  const takes = () => takesOf(choice, settings)
  if (choice.kind === 'practice') {
    return { model: createPracticeModel(), facts: { provider: 'Practice model', host: '', model: 'practice' }, takes }
  }
  // The providers' packages are loaded when one of them is used for the first time.
  const { createLanguageModel } = await import('./providers')
  return { ...(await createLanguageModel(choice, settings)), takes }
}
