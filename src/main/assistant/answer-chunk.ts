// The part of a Mastra stream that Kith reads. A type only: Mastra itself is loaded with the first run.
import type { ChunkType } from '@mastra/core/stream'

export type AnswerChunk = ChunkType
export type ChunkOf<T extends AnswerChunk['type']> = Extract<AnswerChunk, { type: T }>
