// What was approved is done when the answer goes on, before the model is asked again: one call after the other, each once.
import { APPROVED, callsIn } from '../../../shared/domain/approval'
import type { MessageContent } from '../../../shared/domain/message'
import type { AnswerChunk } from '../answer-chunk'
import type { Toolbox } from '../tools/toolbox'

export async function carryOut(
  content: MessageContent,
  toolbox: Toolbox,
  take: (chunk: AnswerChunk) => void,
  runId: string,
  signal: AbortSignal,
): Promise<void> {
  for (const { toolCallId, toolName, args, approval } of callsIn(content, APPROVED)) {
    signal.throwIfAborted()
    const common = { toolCallId, toolName, args }
    const chunk = (type: 'tool-call' | 'tool-result' | 'tool-error', payload: object) =>
      take({ type, runId, from: 'AGENT', payload: { ...common, ...payload } } as unknown as AnswerChunk)
    // From here on it counts as begun: after a crash it is not begun again.
    chunk('tool-call', {})
    try {
      const tool = toolbox.byKey(approval.key)
      if (!tool) throw new Error('This tool is not there any more.')
      const result = await toolbox.use(tool, args, signal)
      chunk('tool-result', { result: edited(approval.outcome, result) })
    } catch (error) {
      chunk('tool-error', { error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
}

/** The model asked for something else, and has to know. */
function edited(outcome: string | undefined, result: unknown): unknown {
  if (outcome !== 'edited' || typeof result !== 'string') return result
  return `${result}\n[The person changed the arguments of this call before allowing it.]`
}
