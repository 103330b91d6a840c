// OpenAI's responses API: /v1/responses.
import type { Dialect, DialectInput, StreamEvent } from './events'
import { piecesOf } from './script'

export function responsesDialect({ answer, model, index }: DialectInput): Dialect {
  let sequence = 0
  const event = (type: string, fields: object, piece?: true): StreamEvent => ({
    name: type,
    data: { type, sequence_number: sequence++, ...fields },
    ...(piece && { piece }),
  })
  const response = { id: `resp_${index}`, object: 'response', created_at: 1_750_000_000, model }
  const output = outputItems({ answer, model, index })

  return {
    content: () => [
      event('response.created', { response: { ...response, status: 'in_progress', output: [], usage: null } }),
      event('response.in_progress', { response: { ...response, status: 'in_progress', output: [], usage: null } }),
      ...output.flatMap((item, at) => itemEvents(item, at)),
    ],
    finish: () => {
      const complete = answer.finish === undefined || answer.finish === 'stop'
      const type = complete ? 'response.completed' : 'response.incomplete'
      return [event(type, { response: finished() })]
    },
    error: (error) => event('error', { error: { type: 'server_error', code: null, param: null, ...error } }),
    whole: finished,
  }

  function finished() {
    const complete = answer.finish === undefined || answer.finish === 'stop'
    return {
      ...response,
      status: complete ? 'completed' : 'incomplete',
      incomplete_details: complete
        ? null
        : { reason: answer.finish === 'length' ? 'max_output_tokens' : answer.finish },
      error: null,
      output,
      usage: usageOf(answer.usage),
    }
  }

  function itemEvents(item: OutputItem, at: number): StreamEvent[] {
    const place = { output_index: at, item_id: item.id }
    const done = event.bind(null, 'response.output_item.done', { output_index: at, item })
    if (item.type === 'reasoning') {
      const part = { ...place, summary_index: 0 }
      return [
        event('response.output_item.added', { output_index: at, item: { ...item, summary: [] } }),
        event('response.reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } }),
        ...piecesOf(answer.reasoning).map((delta) =>
          event('response.reasoning_summary_text.delta', { ...part, delta }),
        ),
        event('response.reasoning_summary_part.done', { ...part, part: item.summary[0] }),
        done(),
      ]
    }
    if (item.type === 'message') {
      const part = { ...place, content_index: 0 }
      return [
        event('response.output_item.added', {
          output_index: at,
          item: { ...item, status: 'in_progress', content: [] },
        }),
        event('response.content_part.added', { ...part, part: { type: 'output_text', text: '', annotations: [] } }),
        ...piecesOf(answer.text).map((delta) => event('response.output_text.delta', { ...part, delta }, true)),
        event('response.output_text.done', { ...part, text: item.content[0]?.text }),
        done(),
      ]
    }
    return [
      event('response.output_item.added', {
        output_index: at,
        item: { ...item, status: 'in_progress', arguments: '' },
      }),
      event('response.function_call_arguments.delta', { ...place, delta: item.arguments }),
      event('response.function_call_arguments.done', { ...place, arguments: item.arguments }),
      done(),
    ]
  }
}

type OutputItem = ReturnType<typeof outputItems>[number]

function outputItems({ answer, index }: DialectInput) {
  const pieces = piecesOf(answer.text)
  return [
    ...(answer.reasoning
      ? [
          {
            type: 'reasoning' as const,
            id: `rs_${index}`,
            summary: [{ type: 'summary_text', text: answer.reasoning }],
            encrypted_content: null,
          },
        ]
      : []),
    ...(pieces.length > 0
      ? [
          {
            type: 'message' as const,
            id: `msg_${index}`,
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text: pieces.join(''), annotations: [] }],
          },
        ]
      : []),
    ...(answer.toolCalls ?? []).map((call, at) => ({
      type: 'function_call' as const,
      id: `fc_${index}_${at}`,
      call_id: call.id ?? `call_${index}_${at}`,
      name: call.name,
      arguments: JSON.stringify(call.arguments),
      status: 'completed',
    })),
  ]
}

function usageOf(usage = { input: 10, output: 5 } as { input: number; output: number; reasoning?: number }) {
  return {
    input_tokens: usage.input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning ?? 0 },
    total_tokens: usage.input + usage.output,
  }
}
