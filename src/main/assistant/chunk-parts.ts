// Chunks that come whole, in the shape Mastra stores them in.
import type { MessagePart } from '../../shared/domain/message'
import type { ChunkOf } from './answer-chunk'

type ToolChunk = ChunkOf<'tool-call'> | ChunkOf<'tool-result'> | ChunkOf<'tool-error'>

/** @param before the part of the same call as it stands now, if there is one. */
export function toolPart(chunk: ToolChunk, before: MessagePart | undefined): MessagePart {
  const { toolCallId, toolName, args, providerMetadata, providerExecuted } = chunk.payload
  const known = before as { toolInvocation?: { args?: unknown } } | undefined
  const invocation = { toolCallId, toolName, args: args ?? known?.toolInvocation?.args ?? {} }
  return {
    ...before,
    type: 'tool-invocation',
    toolInvocation: { ...invocation, ...stateOf(chunk) },
    ...(providerMetadata && { providerMetadata }),
    ...(providerExecuted !== undefined && { providerExecuted }),
  }
}

function stateOf(chunk: ToolChunk): { state: string; result?: unknown; errorText?: string } {
  if (chunk.type === 'tool-call') return { state: 'call' }
  if (chunk.type === 'tool-result') return { state: 'result', result: chunk.payload.result }
  const { error } = chunk.payload
  const errorText = error instanceof Error ? error.message : typeof error === 'string' ? error : ''
  return { state: 'output-error', errorText: errorText.trim() || 'The tool failed' }
}

export function sourcePart(payload: ChunkOf<'source'>['payload']): MessagePart {
  const { id, url, title, sourceType, mimeType, filename, providerMetadata } = payload
  return sourceType === 'document'
    ? { type: 'source-document', sourceId: id, mediaType: mimeType, title, filename, providerMetadata }
    : { type: 'source', source: { sourceType, id, url: url ?? '', title, providerMetadata } }
}

export function filePart({
  data,
  base64,
  mimeType,
  filename,
  providerMetadata,
}: ChunkOf<'file'>['payload']): MessagePart {
  return { type: 'file', mimeType, data: base64 ?? data, filename, providerMetadata }
}
