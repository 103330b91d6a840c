// Asks a provider the way the app does: through a real Mastra agent, as a stream.
import { Mastra } from '@mastra/core'
import { Agent } from '@mastra/core/agent'
import { createLanguageModel } from '../../../src/main/assistant/providers'
import type { ProviderOptions } from '../../../src/main/assistant/providers'
import type { Provider, ProviderKind } from '../../../src/shared/contract/settings'

export interface Asked {
  /** What a person would see. */
  text: string
  /** What the error chunks carried. */
  errors: unknown[]
  finishReason: string | undefined
}

export interface AskOptions extends ProviderOptions {
  kind: ProviderKind
  baseUrl: string
  key?: string | null
  signal?: AbortSignal
  /** Called with the text so far. */
  onText?: (text: string) => void
}

export const scriptedProviderId = '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11'

/** Rejects where `createLanguageModel` does; everything later is in what it resolves with. */
export async function askThroughAgent({
  kind,
  baseUrl,
  key = null,
  signal,
  onText,
  ...options
}: AskOptions): Promise<Asked> {
  const provider: Provider = {
    id: scriptedProviderId,
    kind,
    name: 'Scripted',
    baseUrl,
    models: [],
    hasKey: key !== null,
  }
  const { model } = await createLanguageModel(
    { kind: 'provider', providerId: provider.id, model: 'practice-large' },
    { connection: () => Promise.resolve({ provider, key }) },
    options,
  )
  const agent = new Agent({ id: 'kith', name: 'kith', instructions: 'Answer.', model })
  const mastra = new Mastra({ agents: { kith: agent }, logger: false })
  // Several steps are allowed, so that a model that is asked twice for one answer shows.
  const output = await mastra.getAgent('kith').stream('Hello', { maxSteps: 3, ...(signal && { abortSignal: signal }) })

  const asked: Asked = { text: '', errors: [], finishReason: undefined }
  for await (const chunk of output.fullStream) {
    if (chunk.type === 'text-delta') {
      asked.text += chunk.payload.text
      onText?.(asked.text)
    }
    if (chunk.type === 'error') asked.errors.push(chunk.payload.error)
  }
  asked.finishReason = await output.finishReason
  return asked
}
