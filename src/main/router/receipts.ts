import { textOfContent } from '../../shared/domain/message'
import { toWireTime } from '../../shared/domain/wire-time'
import { KithError } from '../../shared/errors'
import { listIrrelevant, toMessage } from '../assistant'
import type { Call } from '../database/call'
import { route } from './implement'
import { nameOf, toReceipt } from './receipt-rows'

export const receipts = {
  ofMessage: route.receipts.ofMessage.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const views = await call('ai_receipt_of_message', { message_id: input.messageId })
    if (views.length === 0) return []
    const question = await questionOf(call, input.messageId)
    const marks = question ? await listIrrelevant(call, question.threadId, question.text) : []
    // Of several that hold for it, the latest comes first.
    const marked = new Map(
      marks.toReversed().map(({ kind, item_id, marked_at }) => [nameOf(kind, item_id), timeOf(marked_at)]),
    )
    return views.map((view) => toReceipt(view, marked))
  }),

  setRelevance: route.receipts.setRelevance.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    const { answerId, kind, id, isRelevant } = input
    const question = await questionOf(call, answerId)
    if (!question) throw new KithError('NOT_FOUND', { kind: 'message' })
    const item = kind === 'message' ? { message_id: id } : { memory_id: id }
    if (!isRelevant) {
      await call('ai_mark_relevance', { ...item, question_id: question.id, is_relevant: false })
      return
    }
    // It may be marked for another question that holds for this one, too.
    const marks = await listIrrelevant(call, question.threadId, question.text)
    for (const mark of marks.filter((one) => one.kind === kind && one.item_id === id)) {
      if (mark.question_id)
        await call('ai_mark_relevance', { ...item, question_id: mark.question_id, is_relevant: true })
    }
  }),
}

interface Question {
  id: string
  threadId: string
  text: string
}

/** What an answer was given to; null when nobody knows. */
async function questionOf(call: Call, answerId: string): Promise<Question | null> {
  const [answer] = await call('ai_messages_by_id', { message_ids: [answerId] })
  if (!answer?.parent_message_id) return null
  const [row] = await call('ai_messages_by_id', { message_ids: [answer.parent_message_id] })
  if (!row) return null
  const { id, threadId, content } = toMessage(row)
  return { id, threadId, text: textOfContent(content) }
}

/** Whoever edits metadata may write anything. */
function timeOf(text: string | null): string {
  return Number.isNaN(Date.parse(text ?? '')) ? new Date(0).toISOString() : toWireTime(text ?? '')
}
