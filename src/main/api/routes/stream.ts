import { z } from 'zod'
import type { LiveRun } from '../../../shared/contract/chat'
import { derivedId } from '../../assistant/derived-id'
import type { Assistant } from '../../assistant'
import type { Caller } from '../caller'
import { requireOwn } from '../claims'
import { endpoint } from '../endpoint'
import { findAgent } from '../find-agent'
import type { ApiParts } from '../kith'
import { ApiProblem } from '../problem'
import { followAnswer } from '../stream/answer-events'
import { encoderOf, kindOf } from '../stream/encode'
import type { StreamKind } from '../stream/encode'
import { saidIn, streamBody, threadIn } from '../stream/said'
import type { Said, StreamBody } from '../stream/said'
import { serverSent } from '../stream/server-sent'
import type { Streams } from '../streams'

export const streamAnswer = ({ streams, log, tell }: Pick<ApiParts, 'log' | 'tell'> & { streams: Streams }) =>
  endpoint({
    method: 'post',
    path: '/api/agents/{name}/stream',
    access: 'write',
    summary: 'Say something and read the answer as it is written',
    description:
      'By a persona’s id or the slug of its name (`Tax helper` is `tax-helper`); `custom` is no persona. As Mastra’s stream, which @mastra/client-js reads; with the header `x-vercel-ai-ui-message-stream` or `Accept: text/event-stream; protocol=ai-sdk-ui` as a UI message stream of the AI SDK. Whoever closes the connection stops the answer; what had arrived is stored. The ids of thread, answer and run are in the headers `x-kith-thread-id`, `x-kith-message-id` and `x-kith-run-id`.',
    params: z.object({ name: z.string().min(1).max(200) }),
    body: streamBody,
    answer: { status: 200, description: 'Server-sent events; the last is `[DONE]`.', type: 'text/event-stream' },
    problems: ['NOT_YOURS', 'AGENT_AMBIGUOUS', 'OTHER_PERSONA', 'TOO_MANY_STREAMS', 'TOO_MANY_GUESTS'],
    async handle({ params, body }, { caller, request, signal, until }) {
      const said = body.trigger === 'regenerate-message' ? null : saidIn(body)
      const personaId = await findAgent(caller, params.name)
      requireOwn(caller, personaId, body, { resourceId: body.memory?.resource })
      const slot = streams.open(caller)
      try {
        const assistant = await caller.assistant()
        const threadId = await threadFor(caller, personaId, body, tell)
        const run = await begin({ caller, assistant, threadId, personaId, body, said })
        const over = AbortSignal.any([signal, slot.signal])
        return answering({ caller, assistant, run, kind: kindOf(request.headers), over, slot, until, log })
      } catch (error) {
        slot.close()
        throw error
      }
    },
  })

/** The thread that is meant, which is there when this resolves and belongs to this persona. Throws OTHER_PERSONA. */
async function threadFor(
  caller: Caller,
  personaId: string | null,
  body: StreamBody,
  tell: ApiParts['tell'],
): Promise<string> {
  const asked = threadIn(body)
  // A chat of somebody else's program has a name of its own making: the same one is the same thread.
  const threadId =
    asked === null
      ? crypto.randomUUID()
      : asked.isOurs
        ? asked.id.toLowerCase()
        : derivedId('thread', `${caller.userId} ${asked.id}`)
  const [present] = await caller.call('ai_get_thread', { thread_id: threadId })
  if (present && present.persona_id !== personaId)
    throw new ApiProblem('OTHER_PERSONA', { personaId: present.persona_id })
  if (present) return threadId
  // Made with the caller's own rights: one that is there and not theirs to see is refused here.
  await caller.call('ai_save_thread', { thread_id: threadId, persona_id: personaId ?? undefined })
  if (caller.isOwner) tell({ kind: 'threads', threadId })
  return threadId
}

interface Beginning {
  caller: Caller
  assistant: Assistant
  threadId: string
  personaId: string | null
  body: StreamBody
  said: Said | null
}

async function begin({ caller, assistant, threadId, personaId, body, said }: Beginning): Promise<LiveRun> {
  const as = caller.call
  if (said) {
    const { run } = await assistant.send({
      threadId,
      personaId,
      messageId: messageIdOf(said, threadId),
      text: said.text,
      as,
    })
    return run
  }
  const answerId = body.messageId ?? (await lastAnswer(caller, threadId))
  if (!z.uuid().safeParse(answerId).success) {
    throw new ApiProblem('NOT_TAKEN', {
      issues: [{ in: 'body', at: 'messageId', message: 'It is the id of no answer.' }],
    })
  }
  return assistant.answerAgain({ threadId, answerId, as })
}

/** The same message again is the same one here, too, whatever its program calls it. */
function messageIdOf({ id }: Said, threadId: string): string {
  if (id === null) return crypto.randomUUID()
  return z.uuid().safeParse(id).success ? id.toLowerCase() : derivedId('message', `${threadId} ${id}`)
}

async function lastAnswer({ contract }: Caller, threadId: string): Promise<string> {
  const { messages } = await contract.chat.messages({ threadId, limit: 20 })
  return messages.findLast(({ role }) => role === 'assistant')?.id ?? ''
}

interface Answering {
  caller: Caller
  assistant: Assistant
  run: LiveRun
  kind: StreamKind
  over: AbortSignal
  slot: { close(): void }
  until(over: Promise<unknown>): void
  log: ApiParts['log']
}

function answering({ caller, assistant, run, kind, over, slot, until, log }: Answering): Response {
  const { threadId, id } = run.message
  const encoder = encoderOf(kind, run, threadId)
  const ended = Promise.withResolvers<void>()
  until(ended.promise)
  let isOver = false

  async function* chunks(): AsyncGenerator<object, void> {
    yield* encoder.begin()
    const stored = async () =>
      (await caller.contract.chat.messages({ threadId, around: id, limit: 1 })).messages.find((one) => one.id === id) ??
      null
    for await (const event of followAnswer({ assistant, run, stored, signal: over })) {
      if (event.type === 'end') isOver = true
      yield* encoder.encode(event)
      if (event.type === 'end') return
    }
    yield* encoder.cutOff()
  }

  function stop(): void {
    if (isOver) return
    isOver = true
    assistant.stop(run.runId).catch((error: unknown) => log('a run that nobody reads could not be stopped', error))
  }
  if (over.aborted) stop()
  else over.addEventListener('abort', stop, { once: true })
  const body = serverSent({
    chunks: chunks(),
    onGone: stop,
    onOver() {
      over.removeEventListener('abort', stop)
      slot.close()
      ended.resolve()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-kith-thread-id': threadId,
      'x-kith-message-id': id,
      'x-kith-run-id': run.runId,
      ...(kind === 'ui' && { 'x-vercel-ai-ui-message-stream': 'v1' }),
    },
  })
}
