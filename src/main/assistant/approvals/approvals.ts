// The owner's word on calls that wait. Each is decided once, by whichever window is first; with the last one the answer
// goes on. What waits lies in the answer itself, so all of this works the same after a restart.
import type { LiveRun, Message } from '../../../shared/contract/chat'
import type { Decision } from '../../../shared/contract/tools'
import { APPROVAL_LASTS_MS, ASKED, callsIn } from '../../../shared/domain/approval'
import type { AskedCall } from '../../../shared/domain/approval'
import type { MessageContent, MessagePart } from '../../../shared/domain/message'
import { KithError } from '../../../shared/errors'
import type { Call } from '../../database/call'
import type { Json } from '../../database/database.types'
import { toStorableJson } from '../../store/storable-json'
import { toStorableText } from '../../../shared/domain/stored-text'
import { timeLimit } from '../../../shared/time-limit'
import { findQuestion } from '../find-question'
import type { Runs } from '../runs'
import { mismatchOf } from '../tools/tame-schema'
import type { Tools } from '../tools/create-tools'
import { toMessage } from '../to-message'
import { approvedPart, decided, deniedPart } from './asked-parts'
import { endWaiting } from './end-waiting'
import { whyNotFitting, whyNotThere } from './why-not-done'

export interface Approvals {
  /** The run that goes on, or null while other calls of the answer wait. Throws CONFLICT, INVALID, NOT_FOUND. */
  decide(input: { threadId: string; answerId: string; toolCallId: string; decision: Decision }): Promise<LiveRun | null>
  /** Why it would not be done if it were allowed, with these arguments; null when it would, or does not wait. */
  problemWith(input: {
    threadId: string
    answerId: string
    toolCallId: string
    args?: Record<string, unknown> | undefined
  }): Promise<string | null>
  /** Ends an answer that waits; one that does not is fine. */
  stop(runId: string): Promise<void>
  /** Ends what has waited too long. */
  expire(): Promise<void>
}

interface Parts {
  /** The owner's. */
  call: Call
  tools: Tools
  runs: Pick<Runs, 'start' | 'settle' | 'tell' | 'ended' | 'isRunning'>
}

export function createApprovals({ call, tools, runs }: Parts): Approvals {
  const turns = new Map<string, Promise<unknown>>()

  /** Of two windows that decide at once, the second sees what the first has decided. */
  function inTurn<T>(answerId: string, work: () => Promise<T>): Promise<T> {
    const done = (turns.get(answerId) ?? Promise.resolve()).then(work)
    const turn = done.catch(() => {}).finally(() => turns.get(answerId) === turn && turns.delete(answerId))
    turns.set(answerId, turn)
    return done
  }

  async function end(runId: string, outcome: 'stopped' | 'expired'): Promise<void> {
    await runs.settle(runId)
    const message = await endWaiting(call, runId, outcome)
    if (message) runs.ended(runId, message)
  }

  async function read(threadId: string, answerId: string): Promise<Message> {
    const [row] = await call('ai_messages_by_id', { message_ids: [answerId] })
    if (!row || row.thread_id !== threadId) throw new KithError('NOT_FOUND', { kind: 'message' })
    return toMessage(row)
  }

  async function whyNot(asked: AskedCall, args: unknown, personaId: string | null): Promise<string | null> {
    const signal = timeLimit(30_000)
    const toolbox = await tools.forRun({ personaId, said: [], propose: null, isAllowed: true, signal })
    const tool = toolbox.byKey(asked.approval.key)
    if (!tool) return whyNotThere(asked.approval, toolbox, tools.list())
    const wrong = await mismatchOf(tool.inputSchema, args)
    return wrong === null ? null : whyNotFitting(asked.approval, wrong)
  }

  /** Checks it, and keeps what is for good. What becomes of the call's part. */
  async function become(asked: AskedCall, decision: Decision, personaId: string | null): Promise<MessagePart> {
    if (decision.kind === 'answer') return deniedPart(asked, 'answered', toStorableText(decision.words))
    if (decision.kind === 'deny') {
      if (decision.never) await tools.allow(personaId, { key: asked.approval.key, fingerprint: '' }, 'never')
      return deniedPart(asked, decision.never ? 'never' : 'denied')
    }
    const args = decision.args && (toStorableJson(decision.args) as Record<string, unknown>)
    const reason = await whyNot(asked, args ?? asked.args, personaId)
    if (reason !== null) throw new KithError('INVALID', { reason })
    const { key, fingerprint = '' } = asked.approval
    if (decision.always) await tools.allow(personaId, { key, fingerprint }, 'always')
    const isEdited = args !== undefined && JSON.stringify(args) !== JSON.stringify(asked.args)
    return approvedPart(asked, isEdited ? args : undefined)
  }

  return {
    decide: ({ threadId, answerId, toolCallId, decision }) =>
      inTurn(answerId, async () => {
        const answer = await read(threadId, answerId)
        const waiting = answer.status === 'streaming' ? callsIn(answer.content, ASKED) : []
        const asked = waiting.find((one) => one.toolCallId === toolCallId)
        // While it is done, the stored answer may not say so yet.
        if (!asked || runs.isRunning(asked.approval.runId))
          throw new KithError('CONFLICT', { reason: 'This was decided already.' })
        if (Date.now() - Date.parse(asked.approval.askedAt) > APPROVAL_LASTS_MS) {
          await end(asked.approval.runId, 'expired')
          throw new KithError('CONFLICT', { reason: 'This has waited too long; nothing was done.' })
        }
        const [thread] = await call('ai_get_thread', { thread_id: threadId })
        if (!thread) throw new KithError('NOT_FOUND', { kind: 'thread' })
        const part = await become(asked, decision, thread.persona_id)
        const decide = (content: MessageContent) => decided(content, toolCallId, () => part)

        if (waiting.length > 1) {
          const content = decide(answer.content)
          await call('ai_save_answer', { message_id: answerId, content: content as unknown as Json })
          runs.tell(threadId, { type: 'finished', runId: asked.approval.runId, message: { ...answer, content } })
          return null
        }
        const resumedQuestionId = await findQuestion(call, threadId, answerId)
        const { runId } = asked.approval
        const { run } = await runs.start({ threadId, runId, answerId, resumedQuestionId, decide })
        return run
      }),
    async problemWith({ threadId, answerId, toolCallId, args }) {
      const answer = await read(threadId, answerId)
      const asked = callsIn(answer.content, ASKED).find((one) => one.toolCallId === toolCallId)
      const [thread] = await call('ai_get_thread', { thread_id: threadId })
      if (!asked || !thread || answer.status !== 'streaming') return null
      return whyNot(asked, args ?? asked.args, thread.persona_id)
    },
    stop: (runId) => end(runId, 'stopped'),
    async expire() {
      for (const run of await call('ai_list_runs', { status: 'suspended', max_rows: 1_000 })) {
        if (!run.run_id || !run.message_id) continue
        const [row] = await call('ai_messages_by_id', { message_ids: [run.message_id] })
        // Its thread is deleted: there is nobody to tell.
        if (!row) continue
        const [asked] = callsIn(toMessage(row).content, ASKED)
        const isOld = !asked || Date.now() - Date.parse(asked.approval.askedAt) > APPROVAL_LASTS_MS
        if (isOld) await end(run.run_id, 'expired')
      }
    },
  }
}
