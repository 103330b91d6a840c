// For tests: an assistant whose models are scripted servers, chosen as the owner set them.
import { startModelServer } from '../../../../../tests/support/model-server'
import type { ModelServer, Script } from '../../../../../tests/support/model-server'
import type { PersonaSettings } from '../../../../shared/domain/persona-settings'
import type { SettingsView } from '../../../../shared/contract/settings'
import { KithError } from '../../../../shared/errors'
import type { KnownModel } from '../../prices/open-prices'
import { createFakeDatabase } from '../../../store/testing/fake-database'
import type { FakeDatabase } from '../../../store/testing/fake-database'
import { startAssistant } from '../../testing/start-assistant'
import type { Started } from '../../testing/start-assistant'
import { chooseAnswering } from '../choose-answering'

export const first = { kind: 'provider' as const, providerId: '6b1f5a8e-3c5d-4f5e-9f0a-000000000001', model: 'first' }
export const second = { kind: 'provider' as const, providerId: '6b1f5a8e-3c5d-4f5e-9f0a-000000000002', model: 'second' }
export const coach = '6b1f5a8e-3c5d-4f5e-9f0a-0000000000c0'

export interface Answering extends AsyncDisposable, Started<FakeDatabase> {
  servers: { first: ModelServer; second: ModelServer }
  /** As if somebody had set it in the editor, or written anything into the database. */
  setPersona(settings: unknown): Promise<void>
  /** What is set without a persona. */
  answering: PersonaSettings
}

interface Given {
  first?: Script
  second?: Script
  personaId?: string | null
  known?: (model: string) => KnownModel
  kind?: 'openai' | 'compatible'
}

export async function startAnswering({
  personaId = coach,
  kind = 'compatible',
  known,
  ...scripts
}: Given = {}): Promise<Answering> {
  const servers = {
    first: await startModelServer({ script: scripts.first ?? { text: 'From the first.' } }),
    second: await startModelServer({ script: scripts.second ?? { text: 'From the second.' } }),
  }
  const database = createFakeDatabase()
  const providers = [
    { id: first.providerId, kind, name: 'First', baseUrl: servers.first.url, models: [], hasKey: true },
    { id: second.providerId, kind, name: 'Second', baseUrl: servers.second.url, models: [], hasKey: true },
  ]
  const answering: PersonaSettings = {}
  const view = () =>
    ({
      theme: 'system',
      language: 'system',
      model: first,
      answering,
      providers,
      acceptedKinds: [],
      vault: 'file',
    }) satisfies SettingsView
  const settings = {
    view,
    connection: async (id: string) => {
      const provider = providers.find((one) => one.id === id)
      if (!provider) throw new KithError('NOT_FOUND', { kind: 'provider' })
      return { provider, key: 'sk-0' }
    },
  }
  const prices = { of: async (_host: string, model: string) => known?.(model) ?? { context: null, price: null } }
  const { call } = database
  if (personaId !== null) await call('ai_save_persona', { id: personaId, name: 'Coach', instructions: 'Be short.' })
  const started = startAssistant({
    database,
    personaId,
    chooseModel: (id?: string | null) => chooseAnswering({ call, settings, prices }, id ?? null),
  })
  return {
    ...started,
    servers,
    answering,
    setPersona: async (stored) => void (await call('ai_save_persona', { id: coach, settings: stored as never })),
    async [Symbol.asyncDispose]() {
      await started.assistant.close()
      await Promise.all([servers.first.close(), servers.second.close()])
    },
  }
}
