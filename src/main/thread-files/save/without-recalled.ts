// What the model looked up in memory stands in its answer as the result of a tool: memories, and words of other threads. A file
// that is handed on says that it was looked for, and not what was found.
import type { MessageContent, MessagePart } from '../../../shared/domain/message'
import { RECALL_TOOL } from '../../assistant/recall/tool-name'

export function withoutRecalled(content: MessageContent): MessageContent {
  const { toolInvocations } = content as { toolInvocations?: unknown }
  return {
    ...content,
    parts: content.parts.map(withoutResult),
    // Mastra's older place for the same.
    ...(Array.isArray(toolInvocations) && { toolInvocations: toolInvocations.map(emptied) }),
  }
}

function withoutResult(part: MessagePart): MessagePart {
  if (part.type !== 'tool-invocation') return part
  return { ...part, toolInvocation: emptied((part as { toolInvocation?: unknown }).toolInvocation) }
}

function emptied(call: unknown): unknown {
  const isRecall = typeof call === 'object' && call !== null && 'toolName' in call && call.toolName === RECALL_TOOL
  return isRecall && 'result' in call ? { ...call, result: '' } : call
}
