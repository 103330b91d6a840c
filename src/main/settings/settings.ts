// The owner's settings: theme, which model answers, and the providers. Keys live in the vault; see provider-keys.ts.
import type { Notice } from '../../shared/contract/session'
import type { MemoryKind } from '../../shared/contract/memories'
import type {
  LanguageChoice,
  ModelChoice,
  Provider,
  ProviderDraft,
  SettingsView,
  Theme,
} from '../../shared/contract/settings'
import type { UpdateChoice } from '../../shared/contract/updates'
import { writePersonaSettings } from '../../shared/domain/persona-settings'
import type { PersonaSettings } from '../../shared/domain/persona-settings'
import { KithError } from '../../shared/errors'
import { oneAfterOther } from '../../shared/one-after-other'
import type { Vault } from '../app/host'
import { openMcpServers } from './mcp-servers'
import type { McpServers } from './mcp-servers'
import { embedderOf, withEmbedder } from './embedder-setting'
import type { EmbedderSetting } from './embedder-setting'
import { updateChoiceOf } from './update-setting'
import { openProviderKeys, originOf } from './provider-keys'
import type { ProviderOfThisStart } from './provider-of-this-start'
import { providerOf, viewOf } from './settings-document'
import type { SettingsDocument, StoredProvider } from './settings-document'
import { openSettingsFile } from './settings-file'

/** A provider with its key. Main only: the key must not reach a view, a log or an error. */
export interface Connection {
  provider: Provider
  key: string | null
}

/**
 * Every change is written before it counts: when a call throws SETTINGS_NOT_SAVED, the settings are what they were.
 * Changes run one after another, in the order of the calls.
 */
export interface Settings {
  view(): SettingsView
  setTheme(theme: Theme): Promise<SettingsView>
  setLanguage(language: LanguageChoice): Promise<SettingsView>
  /** Which kinds of proposals are accepted without asking. */
  setAcceptedKinds(kinds: readonly MemoryKind[]): Promise<SettingsView>
  /** Throws NOT_FOUND when the choice names a provider that is not there. */
  setModel(model: ModelChoice): Promise<SettingsView>
  /** Replaces it; a model in it is the model from now on. Fields of a newer Kith stay. Throws NOT_FOUND as `setModel`. */
  setAnswering(answering: PersonaSettings): Promise<SettingsView>
  embedder(): EmbedderSetting
  /** Throws NOT_FOUND as `setModel` does. */
  setEmbedder(setting: EmbedderSetting): Promise<SettingsView>
  updates(): UpdateChoice
  setUpdates(choice: UpdateChoice): Promise<SettingsView>
  /**
   * Adds the provider or replaces the one with its id. A draft without a key leaves the stored key, unless the address
   * now leads to another origin (scheme, host or port): then the stored key is dropped, because its owner never
   * agreed to send it there. An empty key takes the stored one away.
   */
  saveProvider(draft: ProviderDraft): Promise<SettingsView>
  /** Takes its key out of the vault too; the practice model answers where its model did. Safe to repeat. */
  removeProvider(providerId: string): Promise<SettingsView>
  /** Throws NOT_FOUND; PROVIDER_KEY_MISSING when the vault cannot give a key it should have. */
  connection(providerId: string): Promise<Connection>
  /**
   * A connection to try a draft with: its own key, or else the stored one if it was stored for the same origin.
   * Saves nothing. Throws PROVIDER_KEY_MISSING as `connection` does.
   */
  draftConnection(draft: ProviderDraft): Promise<Connection>
  /** Where tools come from besides Kith itself. */
  mcp: McpServers
  /** The account of this computer that was chosen where there is more than one. */
  localAccount(): string | null
  rememberAccount(id: string): Promise<void>
  /** Reads the file again: another Kith may have written it since. Throws SETTINGS_NOT_SAVED as `openSettings` does. */
  reload(): Promise<SettingsView>
  /**
   * From now on those of another profile, with its own secrets. Where it has none yet, it begins with this theme and language.
   * Throws SETTINGS_NOT_SAVED as `openSettings` does; the settings are what they were then.
   */
  moveTo(place: SettingsPlace): Promise<SettingsView>
  /** Calls back after each change, with what is now in force. Returns how to stop. */
  onChange(listener: (view: SettingsView) => void): () => void
  /** What the person should know about how the settings were read. */
  notices: readonly Notice[]
}

export interface SettingsPlace {
  folder: string
  vault: Vault
}

/**
 * `folder` exists and is Kith's own. `ofThisStart` is a provider that is offered and written nowhere.
 * Throws SETTINGS_NOT_SAVED when a file it cannot read cannot be set aside either.
 */
export async function openSettings(
  first: SettingsPlace,
  ofThisStart: ProviderOfThisStart | null = null,
): Promise<Settings> {
  let place = first
  let file = await openSettingsFile(place.folder)
  const vault = vaultAt(() => place.vault)
  const keys = openProviderKeys(vault)
  const notices = [...file.notices]
  const listeners = new Set<(view: SettingsView) => void>()
  let document = file.document
  const inTurn = oneAfterOther()

  const isOfThisStart = (id: string) =>
    ofThisStart?.provider.id === id && !document.providers.some((provider) => provider.id === id)
  const providers = () =>
    ofThisStart && isOfThisStart(ofThisStart.provider.id)
      ? [...document.providers, ofThisStart.provider]
      : document.providers
  const view = () => viewOf({ ...document, providers: providers() }, vault.kind)
  const find = (id: string) => providers().find((provider) => provider.id === id)

  async function save(next: SettingsDocument): Promise<void> {
    await file.write(next)
    document = next
  }

  function change(work: () => Promise<void>): Promise<SettingsView> {
    return inTurn(async () => {
      await work()
      const now = view()
      for (const listener of listeners) listener(now)
      return now
    })
  }

  async function storedKey(provider: StoredProvider): Promise<string | null> {
    if (!provider.hasKey) return null
    if (ofThisStart && isOfThisStart(provider.id)) return ofThisStart.key
    let cause: unknown
    try {
      const key = await keys.read(provider.id, provider.baseUrl)
      if (key !== null) return key
      await noteLostKey(provider.id)
    } catch (error) {
      cause = error
    }
    throw new KithError('PROVIDER_KEY_MISSING', { provider: provider.name }, { cause })
  }

  /** The vault has no key for this address any more: the settings must not go on saying so. */
  async function noteLostKey(id: string): Promise<void> {
    await change(async () => {
      const providers = document.providers.map((one) => (one.id === id ? { ...one, hasKey: false } : one))
      await save({ ...document, providers })
    })
  }

  return {
    view,
    notices,

    setTheme: (theme) => change(() => save({ ...document, theme })),
    setLanguage: (language) => change(() => save({ ...document, language })),
    setAcceptedKinds: (kinds) => change(() => save({ ...document, acceptedKinds: [...kinds] })),

    setModel: (model) =>
      change(async () => {
        if (model.kind === 'provider' && !find(model.providerId)) throw new KithError('NOT_FOUND', { kind: 'provider' })
        await save({ ...document, model })
      }),

    setAnswering: ({ model, ...answering }) =>
      change(async () => {
        if (model?.kind === 'provider' && !find(model.providerId))
          throw new KithError('NOT_FOUND', { kind: 'provider' })
        const stored = writePersonaSettings(document.answering, answering)
        await save({ ...document, ...(model && { model }), answering: stored })
      }),
    embedder: () => embedderOf(document),
    setEmbedder: (setting) => change(async () => save(withEmbedder(document, setting))),
    updates: () => updateChoiceOf(document),
    setUpdates: (choice) => change(() => save({ ...document, updates: { ...document.updates, ...choice } })),

    saveProvider: (draft) =>
      change(async () => {
        const { key, ...fields } = { ...draft, key: draft.key?.trim() }
        const stored = document.providers.find(({ id }) => id === draft.id)
        const moved = stored !== undefined && originOf(stored.baseUrl) !== originOf(draft.baseUrl)
        const keepsKey = key === undefined && stored?.hasKey === true && !moved
        const provider = { ...stored, ...fields, hasKey: keepsKey || Boolean(key) }
        const providers = stored
          ? document.providers.map((one) => (one.id === draft.id ? provider : one))
          : [...document.providers, provider]
        const write = () => save({ ...document, providers })
        if (keepsKey || (!key && !stored?.hasKey)) await write()
        else await keys.change(draft.id, key ? { key, baseUrl: draft.baseUrl } : null, write)
      }),

    removeProvider: (providerId) =>
      change(async () => {
        const providers = document.providers.filter(({ id }) => id !== providerId)
        const inUse = document.model.kind === 'provider' && document.model.providerId === providerId
        const model = inUse ? { kind: 'practice' as const } : document.model
        await keys.change(providerId, null, () => save({ ...document, model, providers }))
      }),

    async connection(providerId) {
      const provider = find(providerId)
      if (!provider) throw new KithError('NOT_FOUND', { kind: 'provider' })
      return { provider: providerOf(provider), key: await storedKey(provider) }
    },

    async draftConnection({ key: typed, ...draft }) {
      const stored = find(draft.id)
      const sameOrigin = stored !== undefined && originOf(stored.baseUrl) === originOf(draft.baseUrl)
      const key = typed === undefined ? (sameOrigin ? await storedKey(stored) : null) : typed.trim() || null
      return { provider: { ...draft, hasKey: key !== null }, key }
    },

    mcp: openMcpServers({
      vault,
      document: () => document,
      change: (work) => change(() => work((fields) => save({ ...document, ...fields }))),
    }),

    localAccount: () => document.localAccount ?? null,
    rememberAccount: async (id) => void (await change(() => save({ ...document, localAccount: id }))),

    reload: () =>
      change(async () => {
        file = await openSettingsFile(place.folder)
        document = file.document
        notices.push(...file.notices)
      }),

    moveTo: (next) =>
      change(async () => {
        const there = await openSettingsFile(next.folder)
        const { theme, language } = document
        const beginning = { ...there.document, theme, ...(language !== undefined && { language }) }
        if (there.isNew) await there.write(beginning)
        place = next
        file = there
        document = there.isNew ? beginning : there.document
        notices.splice(0, notices.length, ...there.notices)
      }),

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Of whichever profile is open. */
function vaultAt(present: () => Vault): Vault {
  return {
    get kind() {
      return present().kind
    },
    get location() {
      return present().location
    },
    get: (name) => present().get(name),
    set: (name, value) => present().set(name, value),
    delete: (name) => present().delete(name),
  }
}
