import { route, stream } from './implement'

export const session = {
  watch: route.session.watch.handler(({ context, signal }) => stream(context.lifecycle.watch(signal), context)),
  retry: route.session.retry.handler(({ context }) => context.lifecycle.retry()),
  signIn: route.session.signIn.handler(({ input, context }) => context.lifecycle.signIn(input.account, input.password)),
  reportStart: route.session.reportStart.handler(({ input, context }) => {
    for (const { phase, at } of input) context.trace.mark(phase, at)
  }),
  changes: route.session.changes.handler(({ context, signal }) => stream(context.changes.watch(signal), context)),
}
