// Which model makes vectors, as it stands in settings.json; the provider it belongs to is one of those beside it.
import { z } from 'zod'
import { embedderChoice } from '../../shared/contract/embeddings'
import type { EmbedderChoice } from '../../shared/contract/embeddings'
import { KithError } from '../../shared/errors'

export const storedEmbedder = z.looseObject({
  choice: embedderChoice,
  /** Making vectors waits until the person says otherwise, over restarts, too. */
  isPaused: z.boolean(),
})

export interface EmbedderSetting {
  choice: EmbedderChoice
  isPaused: boolean
}

interface Around {
  embedder?: z.infer<typeof storedEmbedder> | undefined
  providers: readonly { id: string }[]
}

/** None as long as nothing else was chosen, and when the provider of what was chosen is gone. */
export function embedderOf({ embedder, providers }: Around): EmbedderSetting {
  if (!embedder || !isThere(embedder.choice, providers)) return { choice: { kind: 'none' }, isPaused: false }
  return { choice: embedder.choice, isPaused: embedder.isPaused }
}

/** Throws NOT_FOUND when the choice names a provider that is not there. */
export function withEmbedder<D extends Around>(document: D, setting: EmbedderSetting): D {
  if (!isThere(setting.choice, document.providers)) throw new KithError('NOT_FOUND', { kind: 'provider' })
  return { ...document, embedder: { ...document.embedder, ...setting } }
}

function isThere(choice: EmbedderChoice, providers: Around['providers']): boolean {
  return choice.kind === 'none' || providers.some(({ id }) => id === choice.providerId)
}
