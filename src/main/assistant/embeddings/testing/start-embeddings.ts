// For tests: making vectors with a scripted endpoint, at a pace nobody has to wait for.
import type { EmbedderChoice, EmbeddingsView } from '../../../../shared/contract/embeddings'
import type { Provider, ProviderKind } from '../../../../shared/contract/settings'
import type { ModelServer } from '../../../../../tests/support/model-server'
import type { Call } from '../../../database/call'
import { createEmbeddings } from '../create-embeddings'
import type { EmbeddingsParts } from '../create-embeddings'
import { soon } from '../../testing/start-assistant'

export const providerId = '6b1f5a8e-3c5d-4f5e-9f0a-2f3f5b7c9d11'

export interface Given extends Pick<Partial<EmbeddingsParts>, 'pace' | 'untilIdle' | 'options'> {
  call: Call
  server: ModelServer
  kind?: ProviderKind
  key?: string | null
  /** `embed-small` unless given; null: none is chosen. */
  model?: string | null
  dimensions?: number
}

export function startEmbeddings({ call, server, kind = 'compatible', key = null, dimensions, ...given }: Given) {
  const provider: Provider = {
    id: providerId,
    kind,
    name: 'Scripted',
    baseUrl: kind === 'ollama' ? server.origin : server.url,
    models: [],
    hasKey: key !== null,
  }
  const { model = 'embed-small' } = given
  const choice: EmbedderChoice =
    model === null ? { kind: 'none' } : { kind: 'provider', providerId, model, ...(dimensions && { dimensions }) }
  const stored = { key, embedder: { isPaused: false, choice } }
  const logged: string[] = []
  const embeddings = createEmbeddings({
    call,
    settings: {
      connection: async () => ({ provider, key: stored.key }),
      embedder: () => stored.embedder,
      view: () => ({
        theme: 'system',
        language: 'system',
        model: { kind: 'practice' },
        answering: {},
        providers: [provider],
        acceptedKinds: [],
        vault: 'file',
      }),
    },
    untilIdle: given.untilIdle ?? (async () => {}),
    log: (event, reason) => logged.push(`${event}: ${reason}`),
    pace: { page: 4, between: 0, settle: 1, first: 10, most: 40, patience: 5_000, rest: 0, ...given.pace },
    ...(given.options && { options: given.options }),
  })
  const views: EmbeddingsView[] = []
  const watching = (async () => {
    for await (const view of embeddings.watch(undefined)) views.push(view)
  })()
  return {
    embeddings,
    logged,
    views,
    watching,
    now: () => views.at(-1),
    change(next: Partial<typeof stored.embedder> & { key?: string }) {
      const { key: nextKey, ...embedder } = next
      if (nextKey !== undefined) stored.key = nextKey
      stored.embedder = { ...stored.embedder, ...embedder }
      embeddings.follow()
    },
    /** Waits until it is so. */
    until: (state: EmbeddingsView['work']['state']) =>
      soon(() => {
        const view = views.at(-1)
        if (view?.work.state !== state) throw new Error(`it is ${JSON.stringify(view)}`)
        return view
      }),
    /** Waits until so many are embedded, and nothing is being done. */
    untilEmbedded: (count: number) =>
      soon(() => {
        const view = views.at(-1)
        if (view?.progress?.embedded !== count || view.work.state !== 'done') {
          throw new Error(`it is ${JSON.stringify(view)}`)
        }
        return view
      }),
  }
}

/** All texts that were sent to become vectors, in order. */
export function textsSent(server: ModelServer): string[] {
  return server.requests.flatMap(({ embedded }) => embedded?.texts ?? [])
}
