// What is written in the provider form, and what it becomes.
import type { FoundOllama, Provider, ProviderDraft, ProviderKind } from '../../../shared/contract/settings'
import { words } from './words'

export interface ProviderFields {
  id: string
  kind: ProviderKind
  name: string
  baseUrl: string
  /** Empty leaves the stored key. */
  key: string
  takesKeyAway: boolean
  /** One on each line. */
  models: string
}

const usual: Record<ProviderKind, { name: string; baseUrl: string }> = {
  openai: { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
  compatible: { name: '', baseUrl: '' },
  ollama: { name: 'Ollama', baseUrl: 'http://127.0.0.1:11434' },
}

export function newFields(kind: ProviderKind, id: string): ProviderFields {
  return { id, kind, ...usual[kind], key: '', takesKeyAway: false, models: '' }
}

export function fieldsOf({ id, kind, name, baseUrl, models }: Provider): ProviderFields {
  return { id, kind, name, baseUrl, key: '', takesKeyAway: false, models: models.join('\n') }
}

/** The one that was found on this computer. */
export function fieldsOfOllama({ baseUrl, models }: FoundOllama, id: string): ProviderFields {
  return { ...newFields('ollama', id), baseUrl, models: models.join('\n') }
}

/** Another kind brings its usual name and address, except where somebody wrote their own. */
export function withKind(fields: ProviderFields, kind: ProviderKind): ProviderFields {
  const before = usual[fields.kind]
  const after = usual[kind]
  return {
    ...fields,
    kind,
    name: fields.name === before.name ? after.name : fields.name,
    baseUrl: fields.baseUrl === before.baseUrl ? after.baseUrl : fields.baseUrl,
  }
}

/** Why the address cannot be used, or undefined. */
export function problemWithAddress(baseUrl: string): string | undefined {
  if (baseUrl.trim() === '') return words.problems.addressEmpty
  const url = URL.parse(baseUrl.trim())
  if (!url || !/^https?:$/.test(url.protocol)) return words.problems.addressWrong
  return url.username || url.password ? words.problems.addressPassword : undefined
}

export function draftOf(fields: ProviderFields): ProviderDraft {
  const baseUrl = fields.baseUrl.trim()
  const key = fields.takesKeyAway ? '' : fields.key.trim() || undefined
  return {
    id: fields.id,
    kind: fields.kind,
    // An endpoint nobody named goes by its host.
    name: fields.name.trim() || hostOf(baseUrl),
    baseUrl,
    models: modelsOf(fields.models),
    ...(key === undefined ? {} : { key }),
  }
}

export function modelsOf(text: string): string[] {
  return [...new Set(text.split(/[\n,]/).map((line) => line.trim()))].filter((line) => line !== '')
}

/** What was found, and what was written by hand and not found. */
export function mergedModels(text: string, found: readonly string[]): string {
  return [...new Set([...found, ...modelsOf(text)])].join('\n')
}

export function hostOf(baseUrl: string): string {
  return URL.parse(baseUrl)?.host ?? baseUrl
}

/**
 * The model to begin with when the first real provider is connected: the first whose name does not say that it does
 * something else. OpenAI lists so much besides that there it is the first that is known to talk. Undefined when there is
 * none: then its owner chooses.
 */
export function firstModel(kind: ProviderKind, models: readonly string[]): string | undefined {
  return models.find((model) =>
    kind === 'openai' ? /^gpt-(?!.*(image|audio|realtime|transcribe|tts))/.test(model) : !doesSomethingElse.test(model),
  )
}

/** Makes vectors, ranks, guards, speaks, listens or draws. Nothing but the name tells, on any endpoint. */
const doesSomethingElse = new RegExp(
  [
    String.raw`embed|minilm|rerank|moderation|whisper|transcri|speech|dall-e|diffusion|clip|colbert`,
    String.raw`(^|[/:_.-])(bge|e5|gte|tts|asr|stt|ocr|flux\d*|sdxl|imagen|veo|sora|kokoro|bark)([/:_.-]|$)`,
    String.raw`guard(\d|[/:_.-]|$)|shieldgemma`,
  ].join('|'),
  'i',
)
