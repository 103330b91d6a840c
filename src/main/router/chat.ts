import { KithError } from '../../shared/errors'
import { route, stream } from './implement'
import { readMessagePage } from './message-page'

export const chat = {
  messages: route.chat.messages.handler(async ({ input, context }) => {
    const { call } = await context.lifecycle.services()
    return readMessagePage(call, input)
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

  waiting: route.chat.waiting.handler(async ({ input, context }) => {
    const { assistant, kept } = await context.lifecycle.services()
    const here = kept?.list().filter(({ threadId }) => threadId === input.threadId) ?? []
    const there = await assistant.waiting.list(input.threadId).catch((error: unknown) => {
      if (error instanceof KithError && error.code === 'DATABASE_UNREACHABLE') return []
      throw error
    })
    return [...there, ...here.filter(({ id }) => !there.some((one) => one.id === id))]
  }),

  keep: route.chat.keep.handler(async ({ input, context }) => {
    const { kept } = await context.lifecycle.services()
    if (!kept) throw new KithError('NOT_IN_THIS_PROFILE', {})
    await kept.keep(input)
  }),

  kept: route.chat.kept.handler(async ({ context }) => (await context.lifecycle.services()).kept?.list() ?? []),

  wait: route.chat.wait.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.waiting.add(input),
  ),

  sendWaiting: route.chat.sendWaiting.handler(async ({ input, context }) => {
    const { assistant, kept } = await context.lifecycle.services()
    if (kept?.list().some(({ id }) => id === input.messageId)) await kept.sendNow()
    else await assistant.waiting.sendNow(input)
  }),

  takeBack: route.chat.takeBack.handler(async ({ input, context }) => {
    const { assistant, kept } = await context.lifecycle.services()
    if (!(await kept?.takeBack(input.messageId))) await assistant.waiting.takeBack(input)
  }),

  stop: route.chat.stop.handler(async ({ input, context }) =>
    (await context.lifecycle.services()).assistant.stop(input.runId),
  ),

  watch: route.chat.watch.handler(async ({ input, context, signal }) => {
    const { assistant } = await context.lifecycle.services()
    return stream(assistant.watch(input.threadId, signal), context)
  }),
}
