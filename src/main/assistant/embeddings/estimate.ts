import { estimateTokenCount } from 'tokenx'
import type { EmbedderChoice, EmbeddingsEstimate } from '../../../shared/contract/embeddings'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Settings } from '../../settings'
import { lengthsOf } from '../../store/embedder-models'
import { nameOf } from './name-of'
import { costOf } from './prices'

/** The newest texts say how long the others are. */
const SAMPLE = 200

/** What it would mean to choose this. Throws NOT_FOUND, and what the database throws. */
export async function estimate(
  call: Call,
  settings: Pick<Settings, 'view'>,
  choice: EmbedderChoice,
): Promise<EmbeddingsEstimate> {
  if (choice.kind === 'none') return { messages: 0, memories: 0, tokens: 0, cost: null, dimensions: [] }
  const provider = settings.view().providers.find(({ id }) => id === choice.providerId)
  if (!provider) throw new KithError('NOT_FOUND', { kind: 'provider' })
  const model = nameOf(choice, provider)
  const [coverage, messages, memories] = await Promise.all([
    call('ai_embedding_coverage', { model }),
    call('ai_messages_to_embed', { model, max_rows: SAMPLE }),
    call('ai_memories_to_embed', { model, max_rows: SAMPLE }),
  ])
  const missing = (kind: string) => coverage.find((row) => row.kind === kind)?.missing ?? 0
  const tokens = missing('message') * tokensOfOne(messages) + missing('memory') * tokensOfOne(memories)
  return {
    messages: missing('message'),
    memories: missing('memory'),
    tokens: Math.round(tokens),
    cost: costOf(provider.kind, choice.model, tokens),
    dimensions: [...lengthsOf(choice.model)],
  }
}

function tokensOfOne(sample: readonly { said: string | null }[]): number {
  const all = sample.reduce((sum, { said }) => sum + estimateTokenCount(said ?? ''), 0)
  return all / Math.max(1, sample.length)
}
