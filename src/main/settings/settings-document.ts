// What stands in settings.json. Loose objects: fields of a newer Kith are carried along, not dropped.
// Keys are not here: `hasKey` says that the vault holds one.
import { z } from 'zod'
import { acceptedKinds, acceptedKindsOf } from './accepted-kinds'
import { languageChoice, providerKind, theme } from '../../shared/contract/settings'
import { readPersonaSettings } from '../../shared/domain/persona-settings'
import type { ModelChoice, Provider, SettingsView } from '../../shared/contract/settings'
import { toolFields } from './mcp-servers'
import { storedEmbedder } from './embedder-setting'
import { storedUpdates } from './update-setting'

const storedProvider = z.looseObject({
  id: z.uuid(),
  kind: providerKind,
  name: z.string(),
  baseUrl: z.string(),
  models: z.array(z.string()),
  hasKey: z.boolean(),
})

const storedModel = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('practice') }),
  z.looseObject({ kind: z.literal('provider'), providerId: z.uuid(), model: z.string().min(1) }),
])

export const settingsDocument = z.looseObject({
  /** Raised when a field changes its meaning. A newer number is kept as it is. */
  version: z.int().min(1),
  theme,
  /** Absent, or one that only a newer Kith speaks: as the system. */
  language: z.string().optional(),
  model: storedModel,
  providers: z.array(storedProvider),
  /** How it answers without a persona. Read field by field, so that one wrong value costs nothing else. */
  answering: z.unknown().optional(),
  /** What makes vectors of texts; nothing does unless it is there. */
  embedder: storedEmbedder.optional(),
  /** The account of this computer that was chosen where there is more than one. */
  localAccount: z.uuid().optional(),
  acceptedKinds,
  updates: storedUpdates,
  ...toolFields,
})
export type SettingsDocument = z.infer<typeof settingsDocument>
export type StoredProvider = z.infer<typeof storedProvider>

export function defaultSettings(): SettingsDocument {
  return { version: 1, theme: 'system', model: { kind: 'practice' }, providers: [] }
}

/** What the screen may see. A model whose provider is gone reads as the practice model. */
export function viewOf(document: SettingsDocument, vault: SettingsView['vault']): SettingsView {
  return {
    theme: document.theme,
    language: languageChoice.safeParse(document.language).data ?? 'system',
    model: modelOf(document),
    answering: answeringOf(document),
    providers: document.providers.map(providerOf),
    acceptedKinds: acceptedKindsOf(document),
    vault,
  }
}

export function providerOf({ id, kind, name, baseUrl, models, hasKey }: StoredProvider): Provider {
  return { id, kind, name, baseUrl, models: [...models], hasKey }
}

function answeringOf({ answering }: SettingsDocument): SettingsView['answering'] {
  const { model: _, ...others } = readPersonaSettings(answering).settings
  return others
}

function modelOf({ model, providers }: SettingsDocument): ModelChoice {
  if (model.kind === 'practice' || !providers.some(({ id }) => id === model.providerId)) return { kind: 'practice' }
  return { kind: 'provider', providerId: model.providerId, model: model.model }
}
