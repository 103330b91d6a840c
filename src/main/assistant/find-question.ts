import { KithError } from '../../shared/errors'
import type { Call } from '../database/call'

/** The id of the message an answer was given to. Throws NOT_FOUND when either is not there. */
export async function findQuestion(call: Call, threadId: string, answerId: string): Promise<string> {
  const [answer] = await call('ai_messages_by_id', { message_ids: [answerId] })
  if (!answer || answer.thread_id !== threadId || answer.role !== 'assistant') throw notFound()
  if (answer.parent_message_id) return answer.parent_message_id
  // Written by another program, which knows no parents: then the path tells what came before.
  const before = await call('ai_list_path', { thread_id: threadId, max_rows: 50, before_seq: answer.seq ?? undefined })
  const question = before.findLast(({ role }) => role === 'user')
  if (!question?.message_id) throw notFound()
  return question.message_id
}

function notFound(): KithError {
  return new KithError('NOT_FOUND', { kind: 'message' })
}
