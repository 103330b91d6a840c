// Reads what a client asks for out of both APIs' bodies, so that tests see one shape.
import { z } from 'zod'
import type { ModelRequest } from './script'

const textParts = z.array(z.looseObject({ text: z.string().optional() }))
const entry = z.looseObject({
  role: z.string().optional(),
  content: z.union([z.string(), textParts]).nullish(),
  type: z.string().optional(),
  call_id: z.string().optional(),
  tool_call_id: z.string().optional(),
  output: z.union([z.string(), textParts]).optional(),
})
type Entry = z.infer<typeof entry>

const body = z.looseObject({
  model: z.string().default(''),
  stream: z.boolean().default(false),
  input: z.union([z.string(), z.array(entry)]).optional(),
  messages: z.array(entry).optional(),
  tools: z
    .array(z.looseObject({ name: z.string().optional(), function: z.looseObject({ name: z.string() }).optional() }))
    .optional(),
})

/** Throws what zod throws when the body is not a request of this API. */
export function readModelRequest(api: ModelRequest['api'], json: unknown, index: number): ModelRequest {
  const read = body.parse(json)
  const input = api === 'chat' ? read.messages : read.input
  const entries: Entry[] = typeof input === 'string' ? [{ role: 'user', content: input }] : (input ?? [])
  const prompt = entries.flatMap(({ role, content }) =>
    role === undefined || role === 'tool' ? [] : [{ role, text: textOf(content) }],
  )
  return {
    api,
    index,
    model: read.model,
    stream: read.stream,
    prompt,
    lastUserText: prompt.findLast(({ role }) => role === 'user')?.text ?? '',
    toolResults: entries.flatMap(toolResult),
    tools: (read.tools ?? []).flatMap((tool) => tool.name ?? tool.function?.name ?? []),
    body: read,
  }
}

function toolResult(item: Entry): { id: string; output: string }[] {
  if (item.role === 'tool') return [{ id: item.tool_call_id ?? '', output: textOf(item.content) }]
  if (item.type === 'function_call_output') return [{ id: item.call_id ?? '', output: textOf(item.output) }]
  return []
}

function textOf(content: Entry['content']): string {
  return typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('')
}
