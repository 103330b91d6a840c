import type { Message } from '../../../shared/contract/chat'
import type { ApprovalOutcome } from '../../../shared/domain/approval'
import type { Call } from '../../database/call'
import type { Json } from '../../database/database.types'
import { toMessage } from '../to-message'
import { nothingDone } from './asked-parts'
import { takeHalf } from './first-half'

/** Ends an answer that waits: nothing of what it asked is done, and it says so. Null when it does not wait. */
export async function endWaiting(
  call: Call,
  runId: string,
  outcome: Extract<ApprovalOutcome, 'wrote-on' | 'stopped' | 'expired'>,
): Promise<Message | null> {
  const [run] = await call('ai_get_run', { run_id: runId })
  if (run?.status !== 'suspended' || !run.message_id) return null
  const [row] = await call('ai_messages_by_id', { message_ids: [run.message_id] })
  if (!row) return null
  const { content, half } = takeHalf(toMessage(row).content)
  const [ended] = await call('ai_finish_answer', {
    run_id: runId,
    message_id: run.message_id,
    content: nothingDone(content, outcome) as unknown as Json,
    status: 'stopped',
    usage: half.usage,
    cost: half.cost ?? undefined,
  })
  return ended ? toMessage(ended) : null
}
