import type { ModelTakes } from '../../shared/contract/files'
import type { ModelChoice } from '../../shared/contract/settings'
import type { PersonaSettings, RecallAmount } from '../../shared/domain/persona-settings'
import { spokenOf } from '../../shared/domain/language'
import type { Failure } from '../../shared/errors'
import type { Settings } from '../settings'
import type { ContextWindow } from './context-window/window-of'
import { takesOf } from './attachments/takes'
import { createPracticeModel } from './practice-model'
import type { Price } from './prices/cost'
import type { LanguageModel, ProviderFacts } from './providers'

/** A model to answer with, and what may be said about it. */
export interface ChosenModel {
  model: LanguageModel
  facts: ProviderFacts
  /** On this computer, or in this house. */
  isNear?: boolean
  /** What it is told besides the prompt. */
  wishes?: Pick<PersonaSettings, 'temperature' | 'maxOutputTokens' | 'reasoningEffort'>
  /** What the notes are to be about, while there are none. */
  notesTemplate?: string
  window?: ContextWindow
  /** How much of what comes to mind may stand in its prompt. */
  recall?: RecallAmount | undefined
  /** Asks the provider for it where nobody else knows; null when it does not say. Never rejects. */
  toldWindow?: () => Promise<ContextWindow | null>
  /** Null when no price is known. */
  price?: Price | null
  /** Makes the one that answers when this one cannot. */
  fallback?: () => Promise<ChosenModel>
  /** The one that was wanted, and why it does not answer. */
  insteadOf?: { provider: string; model: string; failure: Failure }
  /** What it takes besides words; nothing is known of it when this is not there. Never rejects. */
  takes?: () => Promise<ModelTakes>
}

/** The owner's choice as a model. Throws KithError when its provider cannot be used, see `createLanguageModel`. */
export async function chooseModel(
  choice: ModelChoice,
  settings: Pick<Settings, 'connection' | 'view'>,
): Promise<ChosenModel> {
  const takes = () => takesOf(choice, settings)
  if (choice.kind === 'practice') {
    const { language } = settings.view()
    const spoken = spokenOf([language, Intl.DateTimeFormat().resolvedOptions().locale])
    return {
      model: createPracticeModel({ language: spoken }),
      facts: { provider: 'Practice model', host: '', model: 'practice' },
      takes,
    }
  }
  // The providers' packages are loaded when one of them is used for the first time.
  const { createLanguageModel } = await import('./providers')
  return { ...(await createLanguageModel(choice, settings)), takes }
}
