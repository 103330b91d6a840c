// Which calls of an answer wait for their owner: those of tools that ask, of which nothing has come back.
import type { AskedCall } from '../../../shared/domain/approval'
import type { AnswerChunk } from '../answer-chunk'
import type { Toolbox } from '../tools/toolbox'

export interface OpenCalls {
  note(chunk: AnswerChunk): void
  waiting(): AskedCall[]
}

export function createOpenCalls(toolbox: Toolbox | null, runId: string, now: () => Date = () => new Date()): OpenCalls {
  const open = new Map<string, AskedCall>()
  return {
    note(chunk) {
      if (chunk.type === 'tool-result' || chunk.type === 'tool-error') open.delete(chunk.payload.toolCallId)
      if (chunk.type !== 'tool-call') return
      const { toolCallId, toolName, args } = chunk.payload
      const tool = toolbox?.asks(toolName)
      if (!tool) return
      const approval = {
        runId,
        key: tool.key,
        title: tool.title,
        server: tool.server?.name ?? null,
        fingerprint: tool.fingerprint,
        askedAt: now().toISOString(),
      }
      open.set(toolCallId, { toolCallId, toolName, args: args ?? {}, approval })
    },
    waiting: () => [...open.values()],
  }
}
