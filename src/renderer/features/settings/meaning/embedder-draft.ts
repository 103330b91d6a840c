// What is being chosen, before it is.
import type { EmbedderChoice } from '../../../../shared/contract/embeddings'
import type { Provider, ProviderKind } from '../../../../shared/contract/settings'

export const NONE = 'none'

export interface EmbedderDraft {
  /** A provider's id, or `NONE`. */
  provider: string
  model: string
  /** Empty: as the model gives. */
  dimensions: string
}

export function draftOf(choice: EmbedderChoice): EmbedderDraft {
  if (choice.kind === 'none') return { provider: NONE, model: '', dimensions: '' }
  return { provider: choice.providerId, model: choice.model, dimensions: choice.dimensions?.toString() ?? '' }
}

/** Null while the model has no name. */
export function choiceOf({ provider, model, dimensions }: EmbedderDraft): EmbedderChoice | null {
  if (provider === NONE) return { kind: 'none' }
  if (model.trim() === '') return null
  return {
    kind: 'provider',
    providerId: provider,
    model: model.trim(),
    ...(dimensions !== '' && { dimensions: Number(dimensions) }),
  }
}

export function isSameChoice(one: EmbedderChoice, other: EmbedderChoice): boolean {
  return JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other))
}

const usual: Record<ProviderKind, string[]> = {
  openai: ['text-embedding-3-small', 'text-embedding-3-large'],
  compatible: [],
  ollama: ['nomic-embed-text', 'embeddinggemma'],
}

/** Names of models that make embeddings: those the provider has, else those there usually are. */
export function suggestionsFor({ kind, models }: Provider): string[] {
  const own = models.filter((name) => /embed|\bbge-|\be5-|minilm|\bgte-/i.test(name))
  return own.length > 0 ? own.slice(0, 4) : usual[kind]
}
