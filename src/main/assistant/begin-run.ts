// How a run begins: one call of the database, whatever is answered.
import type { Message } from '../../shared/contract/chat'
import { APPROVED, ASKED } from '../../shared/domain/approval'
import { toolPart } from '../../shared/domain/message'
import type { MessageContent, MessagePart } from '../../shared/domain/message'
import { withWithout } from '../../shared/domain/without'
import type { WithoutItem } from '../../shared/domain/without'
import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'
import type { Database, Json } from '../database/database.types'
import type { ChosenModel } from './choose-model'
import { toMessage } from './to-message'
import type { MessageRow } from './to-message'

/**
 * What is answered: a new message, one that waits, one that is stored, or one whose answer ended early and goes on. `as`:
 * begun with these rights, where they are fewer than the account's.
 */
export type RunRequest = { threadId: string; runId: string; answerId: string; as?: Call } & (
  | { message: NewMessage }
  | { waitingId: string; othersFollow: boolean }
  | { parentMessageId: string; without?: readonly WithoutItem[] }
  | { continuedQuestionId: string }
  | Resumed
)

/** Its owner has decided: the answer goes on with that in it. */
export interface Resumed {
  resumedQuestionId: string
  decide: (content: MessageContent) => MessageContent
}

export interface NewMessage {
  id: string
  personaId: string | null
  /** Asked for when the run has its thread: copying files takes a while, and a stop must find what it stops. */
  content: () => Promise<Json>
  /** The earlier message this is another version of. */
  replaces?: string | undefined
}

export interface Begun {
  /** The person's message, when it came with this run. */
  user: Message | null
  answer: Message
  /** The message that is answered. */
  questionId: string
}

/** Throws what the database throws; then nothing is stored. */
export async function beginRun(
  call: Call,
  device: string,
  request: RunRequest,
  choice: ChosenModel | KithError,
): Promise<Begun> {
  const { threadId, runId, answerId } = request
  const model = choice instanceof KithError ? {} : { ...choice.facts }
  const settings = choice instanceof KithError ? undefined : settingsOf(choice)
  const common = { run_id: runId, thread_id: threadId, answer_id: answerId, device, model, settings }
  if ('resumedQuestionId' in request) {
    const [row] = await call('ai_resume_run', { run_id: runId, device })
    if (!row) throw new KithError('NOT_FOUND', { kind: 'message' })
    const waited = toMessage(row)
    const answer = { ...waited, content: request.decide(waited.content) }
    return { user: null, answer, questionId: request.resumedQuestionId }
  }
  if ('continuedQuestionId' in request) {
    const [row] = await call('ai_continue_answer', common)
    if (!row) throw new KithError('NOT_FOUND', { kind: 'message' })
    return { user: null, answer: withoutOpenCalls(toMessage(row)), questionId: request.continuedQuestionId }
  }

  const messages = (await startRun(call, common, request)).map(toMessage)
  const answer = messages.find(({ id }) => id === answerId)
  if (!answer) throw new KithError('NOT_FOUND', { kind: 'message' })
  return {
    user: messages.find(({ id }) => id !== answerId) ?? null,
    answer: { ...answer, content: withWithout(answer.content, withoutOf(request)) },
    questionId: questionOf(request),
  }
}

/** What the model is told besides the prompt, as it was; undefined when nothing. */
function settingsOf({ wishes = {} }: ChosenModel): Json | undefined {
  const told = Object.entries(wishes).filter(([, value]) => value !== undefined)
  return told.length > 0 ? Object.fromEntries(told) : undefined
}

type StartRequest = Exclude<RunRequest, { continuedQuestionId: string } | Resumed>
type Common = Pick<
  Database['public']['Functions']['ai_start_run']['Args'],
  'run_id' | 'thread_id' | 'answer_id' | 'device' | 'model' | 'settings'
>

async function startRun(call: Call, common: Common, request: StartRequest): Promise<MessageRow[]> {
  const now = Date.now()
  const times = {
    message_created_at: new Date(now).toISOString(),
    answer_created_at: new Date(now + 1).toISOString(),
  }
  if ('waitingId' in request) {
    const { waitingId, othersFollow } = request
    // What it says is in the database, which gives it to one alone.
    return call('ai_say_waiting', { ...common, ...times, message_id: waitingId, others_follow: othersFollow })
  }
  if ('parentMessageId' in request) {
    const { answer_created_at } = times
    return call('ai_start_run', { ...common, answer_created_at, parent_message_id: request.parentMessageId })
  }
  const { id, personaId, content, replaces } = request.message
  return call('ai_start_run', {
    ...common,
    ...times,
    persona_id: personaId ?? undefined,
    message_id: id,
    message_content: await content(),
    replaces,
  })
}

function withoutOf(request: StartRequest): readonly WithoutItem[] {
  return ('parentMessageId' in request && request.without) || []
}

function questionOf(request: StartRequest): string {
  if ('waitingId' in request) return request.waitingId
  return 'message' in request ? request.message.id : request.parentMessageId
}

/** A call of a tool that was cut off comes to no end any more; should the model still want it, it asks again. */
function withoutOpenCalls(answer: Message): Message {
  const isOpen = (part: MessagePart) =>
    ['call', ASKED, APPROVED].includes(toolPart.safeParse(part).data?.toolInvocation.state ?? '')
  return { ...answer, content: { ...answer.content, parts: answer.content.parts.filter((part) => !isOpen(part)) } }
}

/** Whose thread it is. One that is there has its persona for good, whatever the request says. */
export async function personaOf(call: Call, request: RunRequest): Promise<string | null> {
  const [thread] = await call('ai_get_thread', { thread_id: request.threadId })
  if (thread) return thread.persona_id
  return 'message' in request ? request.message.personaId : null
}
