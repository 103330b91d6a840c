// A key in the environment of a developer's start is offered as a provider, and written nowhere.
import type { StoredProvider } from './settings-document'

export interface ProviderOfThisStart {
  provider: StoredProvider
  key: string
}

/** Of `OPENAI_API_KEY`; null where it is not there. */
export function providerOfEnvironment(env: Readonly<Record<string, string | undefined>>): ProviderOfThisStart | null {
  const key = env.OPENAI_API_KEY?.trim()
  if (!key) return null
  return {
    key,
    provider: {
      id: '00000000-0000-4000-8000-000000000002',
      kind: 'openai',
      name: 'OpenAI (OPENAI_API_KEY)',
      baseUrl: 'https://api.openai.com/v1',
      models: ['gpt-4.1', 'gpt-4.1-mini', 'gpt-4o-mini'],
      hasKey: true,
    },
  }
}
