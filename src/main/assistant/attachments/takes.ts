// What a model takes besides words: what is known of it, else it is tried.
import type { ModelTakes } from '../../../shared/contract/files'
import type { ModelChoice } from '../../../shared/contract/settings'
import type { Settings } from '../../settings'
import type { ProviderFacts } from '../providers'

/** Nothing is known: images are tried, and of a PDF the words are given. */
export const unknownTakes: ModelTakes = { images: 'unknown', pdfs: 'no', texts: 'yes' }

/** Of a practice model nobody expects that it reads. */
const practiceTakes: ModelTakes = { images: 'no', pdfs: 'no', texts: 'no' }

/** Models that have refused images since Kith was started. */
const refusing = new Set<string>()

/** What one learns from a provider that refuses images: the next try goes without them. */
export function noteRefusedImages({ host, model }: ProviderFacts): void {
  refusing.add(`${host} ${model}`)
}

/** Asks an Ollama, where it is one. Never rejects. */
export async function takesOf(choice: ModelChoice, settings: Pick<Settings, 'connection'>): Promise<ModelTakes> {
  if (choice.kind === 'practice') return practiceTakes
  try {
    const { provider, key } = await settings.connection(choice.providerId)
    const { endpointOf, askOllama } = await import('../providers')
    const endpoint = endpointOf(provider)
    const facts = { provider: provider.name, host: endpoint.host, model: choice.model }
    if (refusing.has(`${facts.host} ${facts.model}`)) return { ...unknownTakes, images: 'no' }
    if (provider.kind === 'openai') return ofOpenAi(choice.model)
    if (provider.kind !== 'ollama') return unknownTakes
    const capabilities = (await askOllama({ endpoint, facts, key }))?.capabilities
    if (!capabilities) return unknownTakes
    return { ...unknownTakes, images: capabilities.includes('vision') ? 'yes' : 'no' }
  } catch {
    // Why it cannot be reached is said when it is asked.
    return unknownTakes
  }
}

/** PDFs are read by those of its models that see. */
function ofOpenAi(model: string): ModelTakes {
  if (/^(gpt-3\.5|gpt-4(-\d{4}|-32k.*)?$|o1-mini|o1-preview|o3-mini)/.test(model)) {
    return { images: 'no', pdfs: 'no', texts: 'yes' }
  }
  const sees = /^(gpt-4o|gpt-4\.|gpt-4-turbo|chatgpt-4o|gpt-[5-9]|o[1-9])/.test(model) && !/audio|search/.test(model)
  return sees ? { images: 'yes', pdfs: 'yes', texts: 'yes' } : unknownTakes
}
