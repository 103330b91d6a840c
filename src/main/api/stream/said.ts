// What somebody says to a persona: the last message of those that were sent. What was said before is in the thread.
import { z } from 'zod'
import { claimed } from '../claims'
import { ApiProblem } from '../problem'

const part = z.looseObject({ type: z.string(), text: z.string().optional() })
const message = z.looseObject({
  id: z.string().max(200).optional(),
  role: z.string(),
  content: z.union([z.string(), z.array(part)]).optional(),
  parts: z.array(part).optional(),
})

export const streamBody = z.strictObject({
  ...claimed,
  messages: z.union([z.string(), message, z.array(z.union([z.string(), message])).min(1)]).meta({
    description: 'The last one is said, and has to be the user’s. Those before it are in the thread already.',
  }),
  threadId: z.uuid().optional().meta({ description: 'Made when it is not there, and when left out.' }),
  memory: z
    .strictObject({
      thread: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
      resource: z.string().optional(),
    })
    .optional()
    .meta({ description: 'As @mastra/client-js sends it.' }),
  id: z.string().max(200).optional().meta({ description: 'Of a chat, as the AI SDK sends it: stands for a thread.' }),
  trigger: z
    .enum(['submit-message', 'regenerate-message'])
    .optional()
    .meta({ description: 'As the AI SDK sends it: `regenerate-message` answers again.' }),
  messageId: z.string().max(200).optional().meta({ description: 'Of the answer that is to be given again.' }),
})
export type StreamBody = z.infer<typeof streamBody>

export interface Said {
  /** As it was sent, or null. */
  id: string | null
  text: string
}

/** Throws NOT_TAKEN. */
export function saidIn({ messages }: StreamBody): Said {
  const last = Array.isArray(messages) ? messages.at(-1) : messages
  if (last === undefined) throw notTaken('There is none.')
  if (typeof last === 'string') return { id: null, text: last }
  if (last.role !== 'user') throw notTaken('The last one has to be the user’s.')
  const content = last.parts ?? last.content ?? ''
  if (typeof content === 'string') return { id: last.id ?? null, text: content }
  const other = content.find(({ type, text }) => type !== 'text' || text === undefined)
  if (other) throw notTaken(`Only texts are taken, and no ${other.type}.`)
  return { id: last.id ?? null, text: content.map(({ text = '' }) => text).join('\n\n') }
}

/** Throws NOT_TAKEN. */
export function threadIn(body: StreamBody): { id: string; isOurs: boolean } | null {
  if (body.threadId !== undefined) return { id: body.threadId, isOurs: true }
  const thread = body.memory?.thread
  const id = typeof thread === 'object' ? thread.id : thread
  if (id !== undefined && !z.uuid().safeParse(id).success) throw notTaken('A thread has a UUID.', 'memory.thread')
  if (id !== undefined) return { id, isOurs: true }
  return body.id === undefined ? null : { id: body.id, isOurs: z.uuid().safeParse(body.id).success }
}

function notTaken(message: string, at = 'messages'): ApiProblem {
  return new ApiProblem('NOT_TAKEN', { issues: [{ in: 'body', at, message }] })
}
