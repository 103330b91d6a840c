// Mastra's memory over vectors in the rows of messages.
import { Memory } from '@mastra/memory'
import { DIMENSIONS } from './pooled-vector'
import { unsupported } from './storage-errors'
import type { SupabaseVector } from './supabase-vector'
import { refusedVector } from './vector-errors'

type MemoryConfig = NonNullable<ConstructorParameters<typeof Memory>[0]>

export interface SupabaseMemoryOptions extends Omit<MemoryConfig, 'vector' | 'embedder'> {
  vector: SupabaseVector
  /** Made by `createEmbedder`, of the model the vectors are kept under. */
  embedder: Exclude<MemoryConfig['embedder'], string | undefined>
}

export class SupabaseMemory extends Memory {
  readonly #vectors: SupabaseVector

  constructor({ vector, embedder, ...config }: SupabaseMemoryOptions) {
    if (embedder.modelId !== vector.model) {
      throw refusedVector('OPEN', `Vectors of ${embedder.modelId} cannot be kept as those of ${vector.model}`)
    }
    super({ ...config, vector, embedder })
    this.#vectors = vector
    this.getMergedThreadConfig()
  }

  /**
   * Refuses observational memory, which the store does not keep: Mastra would leave the saving of messages to it all the
   * same, so that a conversation would go well and be gone.
   */
  override getMergedThreadConfig(config?: Parameters<Memory['getMergedThreadConfig']>[0]) {
    const merged = super.getMergedThreadConfig(config)
    const { observationalMemory } = merged
    const isOff = typeof observationalMemory === 'object' && observationalMemory.enabled === false
    if (observationalMemory && !isOff) throw unsupported('OPEN_MEMORY', 'observationalMemory')
    return merged
  }

  /**
   * Known without asking. Mastra would embed a letter to find out, before the first answer, and remember for ever when
   * that failed: a first run without a network would be the last.
   */
  protected override async getEmbeddingDimension(): Promise<number> {
    return DIMENSIONS
  }

  /** With the model in it: see `SupabaseVector.messageIndex`. */
  protected override getEmbeddingIndexName(): string {
    return this.#vectors.messageIndex
  }

  /** Mastra brings the vectors of the new words first, while the rows still say the old ones. */
  override async updateMessages(change: Parameters<Memory['updateMessages']>[0]) {
    const updated = await super.updateMessages(change)
    try {
      await this.#vectors.writePending(change.messages.map(({ id }) => id))
    } catch (error) {
      // The words are saved. Their vectors can be made again, and will be by the next backfill.
      this.logger.warn('Vectors of updated messages were not stored', { error })
    }
    return updated
  }
}
