import { toMessage } from '../assistant'
import { route, stream } from './implement'

export const chat = {
  messages: route.chat.messages.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    // One more than asked for tells whether there are earlier ones.
    const rows = await call('ai_list_path', {
      thread_id: input.threadId,
      max_rows: input.limit + 1,
      before_seq: input.before,
    })
    return { messages: rows.slice(-input.limit).map(toMessage), hasEarlier: rows.length > input.limit }
  }),

  send: route.chat.send.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.send(input),
  ),

  answerAgain: route.chat.answerAgain.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.answerAgain(input),
  ),

  select: route.chat.select.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.select(input),
  ),

  continue: route.chat.continue.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.continueAnswer(input),
  ),

  waiting: route.chat.waiting.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.waiting.list(input.threadId),
  ),

  wait: route.chat.wait.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.waiting.add(input),
  ),

  sendWaiting: route.chat.sendWaiting.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.waiting.sendNow(input),
  ),

  takeBack: route.chat.takeBack.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.waiting.takeBack(input),
  ),

  stop: route.chat.stop.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.stop(input.runId),
  ),

  watch: route.chat.watch.handler(async ({ input, context, signal }) => {
    const { assistant } = await context.lifecycle.services()
    return stream(assistant.watch(input.threadId, signal), context)
  }),
}
