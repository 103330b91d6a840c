// The API every compatible server speaks: /v1/chat/completions.
import type { Dialect, DialectInput, StreamEvent } from './events'
import { piecesOf } from './script'

export function chatDialect({ answer, model, index }: DialectInput): Dialect {
  const base = { id: `chatcmpl-${index}`, created: 1_750_000_000, model }
  const chunk = (choice: object | null, more: object = {}): StreamEvent => ({
    data: {
      ...base,
      object: 'chat.completion.chunk',
      choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
      ...more,
    },
  })
  const toolCalls = (answer.toolCalls ?? []).map((call, at) => ({
    id: call.id ?? `call_${index}_${at}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }))
  const finishReason = toolCalls.length > 0 ? 'tool_calls' : (answer.finish ?? 'stop')

  return {
    content: () => [
      chunk({ delta: { role: 'assistant', content: '' } }),
      ...piecesOf(answer.reasoning).map((piece) => chunk({ delta: { reasoning_content: piece } })),
      ...piecesOf(answer.text).map((content) => ({ ...chunk({ delta: { content } }), piece: true as const })),
      ...toolCalls.map((call, at) => chunk({ delta: { tool_calls: [{ index: at, ...call }] } })),
    ],
    finish: () => [
      chunk({ delta: {}, finish_reason: finishReason }),
      chunk(null, { usage: usageOf(answer.usage) }),
      ...(answer.ending === 'without-done' ? [] : [{ data: '[DONE]' }]),
    ],
    error: (error) => ({ data: { error: { type: 'server_error', code: null, ...error } } }),
    whole: () => ({
      ...base,
      object: 'chat.completion',
      choices: [
        {
          index: 0,
          finish_reason: finishReason,
          message: {
            role: 'assistant',
            content: piecesOf(answer.text).join('') || null,
            ...(answer.reasoning && { reasoning_content: answer.reasoning }),
            ...(toolCalls.length > 0 && { tool_calls: toolCalls }),
          },
        },
      ],
      usage: usageOf(answer.usage),
    }),
  }
}

function usageOf(usage = { input: 10, output: 5 } as { input: number; output: number; reasoning?: number }) {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    completion_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
  }
}
